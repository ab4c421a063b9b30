"""Exercise 3 (second list): the derivative of an error function, and an upper bound."""

# ruff: noqa: I001 (the imports stand in reading order, in which readers then see the answers)
from snippets.error_function.task import TASKS, Task
from snippets.error_function.derivative import residuals, error, derivatives, output_derivatives, gradient
from snippets.error_function.gradient_bound import gradient_norm, gradient_bound, cauchy_schwarz_bound
from snippets.error_function.gradient_bound import gradient_supremum, outliers, deep_network
from snippets.error_function.value_bounds import scalar_table, error_bounds, crossing, series_terms
from snippets.error_function.value_bounds import induction_factor, largest_gaps, losses_far_out
from snippets.error_function.steepness import steeper_losses
from snippets.error_function.single_precision import overflow, float32_forms
from snippets.error_function.curvature import second_derivative, hessian_at_w, hessian_bound, smoothness, trace_bound
from snippets.error_function.curvature import local_curvature, largest_curvature, largest_step
from snippets.error_function.descent import minimiser, minimum, descents
from snippets.error_function.network import input_gradient, row_bounds, norm_bounds, largest_input_gradient
from snippets.error_function.condition import condition_number, condition_bound
from snippets.error_function.condition import log_cosh_condition, log_cosh_condition_bound
from snippets.error_function.margins import margin_derivatives, margin_table, zero_one_bounds
from snippets.error_function.margins import logistic_curvature, margin_gradients, separable_errors
from snippets.error_function.figures import between_the_bounds, two_slopes, along_a_path, two_descents

__all__ = [
    "TASKS",
    "Task",
    "along_a_path",
    "between_the_bounds",
    "cauchy_schwarz_bound",
    "condition_bound",
    "condition_number",
    "crossing",
    "deep_network",
    "derivatives",
    "descents",
    "error",
    "error_bounds",
    "float32_forms",
    "gradient",
    "gradient_bound",
    "gradient_norm",
    "gradient_supremum",
    "hessian_at_w",
    "hessian_bound",
    "induction_factor",
    "input_gradient",
    "largest_curvature",
    "largest_gaps",
    "largest_input_gradient",
    "largest_step",
    "local_curvature",
    "log_cosh_condition",
    "log_cosh_condition_bound",
    "logistic_curvature",
    "losses_far_out",
    "margin_derivatives",
    "margin_gradients",
    "margin_table",
    "minimiser",
    "minimum",
    "norm_bounds",
    "outliers",
    "output_derivatives",
    "overflow",
    "residuals",
    "row_bounds",
    "scalar_table",
    "second_derivative",
    "separable_errors",
    "series_terms",
    "smoothness",
    "steeper_losses",
    "trace_bound",
    "two_descents",
    "two_slopes",
    "zero_one_bounds",
]
