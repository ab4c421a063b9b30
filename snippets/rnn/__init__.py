"""Exercise 4: a recurrent network and the multivariate chain rule."""

# ruff: noqa: I001 (the imports stand in reading order, in which readers then see the answers)
from snippets.rnn.task import TASKS, Task
from snippets.rnn.drawing import unrolled, folded, paths
from snippets.rnn.perceptron_loss import states, loss, loss_derivative_cases, loss_derivative
from snippets.rnn.perceptron_loss import subgradients, torch_at_the_kink
from snippets.rnn.multivariate import chain_rule, preactivation_rule
from snippets.rnn.backpropagation import direct_derivatives, total_derivatives, deltas, contributions
from snippets.rnn.backpropagation import gradient, initial_gradient
from snippets.rnn.five_readings import backward_pass, reading_formulas, readings
from snippets.rnn.preactivation import preactivation_pass
from snippets.rnn.variations import gradient_with_start, deltas_of_every_loss, gradient_of_every_loss
from snippets.rnn.products import long_products
from snippets.rnn.figures import direct_and_total, growth
from snippets.rnn.claims import (
    backward_pass_in_general,
    linear_by_state,
    linear_by_theta,
    linear_step,
    loss_as_written,
    loss_derivative_in_one_line,
    loss_on_the_wrong_side,
    losses_are_passed_on,
    output_as_written,
    output_written_out,
    preactivation_pass_in_general,
    start_takes_one_factor_more,
    state_acts_through_the_activation,
    step_as_written,
    tanh_step,
    total_derivative_nested,
    total_derivative_splits,
)

__all__ = [
    "TASKS",
    "Task",
    "backward_pass",
    "backward_pass_in_general",
    "chain_rule",
    "contributions",
    "deltas",
    "deltas_of_every_loss",
    "direct_and_total",
    "direct_derivatives",
    "folded",
    "gradient",
    "gradient_of_every_loss",
    "gradient_with_start",
    "growth",
    "initial_gradient",
    "linear_by_state",
    "linear_by_theta",
    "linear_step",
    "long_products",
    "loss",
    "loss_as_written",
    "loss_derivative",
    "loss_derivative_cases",
    "loss_derivative_in_one_line",
    "loss_on_the_wrong_side",
    "losses_are_passed_on",
    "output_as_written",
    "output_written_out",
    "paths",
    "preactivation_pass",
    "preactivation_pass_in_general",
    "preactivation_rule",
    "reading_formulas",
    "readings",
    "start_takes_one_factor_more",
    "state_acts_through_the_activation",
    "states",
    "step_as_written",
    "subgradients",
    "tanh_step",
    "torch_at_the_kink",
    "total_derivative_nested",
    "total_derivative_splits",
    "total_derivatives",
    "unrolled",
]
