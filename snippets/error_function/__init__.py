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
from snippets.error_function.claims_gradient import cauchy_schwarz, chain_rule, component_is_bounded
from snippets.error_function.claims_gradient import cosh_above_sinh, error_is_lipschitz, flipped_sign
from snippets.error_function.claims_gradient import forms_of_tanh, gradient_below_the_root, gradient_is_a_mean
from snippets.error_function.claims_gradient import gradient_is_bounded, matrix_form, network_gradient
from snippets.error_function.claims_gradient import (
    network_gradient_is_bounded,
    slope_is_bounded,
    squared_error_gradient,
)
from snippets.error_function.claims_gradient import supremum_is_a_corner, tanh_below_one, three_inputs_make_the_fourth
from snippets.error_function.claims_gradient import triangle_then_tanh
from snippets.error_function.claims_value import bend_near_zero, close_to_absolute_value, close_to_the_parabola
from snippets.error_function.claims_value import cosh_below_gauss, cosh_between_exponentials, cosh_minus_one
from snippets.error_function.claims_value import factorials_compare, log_two_forgotten, loss_below_huber
from snippets.error_function.claims_value import loss_between_bounds, tanh_below_minimum, two_series
from snippets.error_function.claims_curvature import below_its_parabola, bend_is_bounded, condition_is_bounded
from snippets.error_function.claims_curvature import curvature_is_bounded, descent_lemma, hessian_between
from snippets.error_function.claims_curvature import (
    hessian_between_multiples,
    hessian_splits,
    log_cosh_condition_is_bounded,
)
from snippets.error_function.claims_curvature import (
    mean_adds_a_square,
    quadratic_form_is_bounded,
    trace_bounds_the_largest,
)
from snippets.error_function.claims_curvature import weyl
from snippets.error_function.claims_curvature import longer_steps_grow, second_derivative_is_bounded
from snippets.error_function.claims_other_readings import (
    columns_below_frobenius,
    input_gradient_adds_up,
    log_loss_on_separable_data,
)
from snippets.error_function.claims_other_readings import (
    log_loss_slope,
    margin_gradient_is_bounded,
    product_below_a_quarter,
)
from snippets.error_function.claims_other_readings import row_is_bounded, spectral_norm_bounds, three_norms
from snippets.error_function.figures import between_the_bounds, two_slopes, along_a_path, two_descents

__all__ = [
    "TASKS",
    "Task",
    "along_a_path",
    "below_its_parabola",
    "bend_is_bounded",
    "bend_near_zero",
    "between_the_bounds",
    "cauchy_schwarz",
    "cauchy_schwarz_bound",
    "chain_rule",
    "close_to_absolute_value",
    "close_to_the_parabola",
    "columns_below_frobenius",
    "component_is_bounded",
    "condition_bound",
    "condition_is_bounded",
    "condition_number",
    "cosh_above_sinh",
    "cosh_below_gauss",
    "cosh_between_exponentials",
    "cosh_minus_one",
    "crossing",
    "curvature_is_bounded",
    "deep_network",
    "derivatives",
    "descent_lemma",
    "descents",
    "error",
    "error_bounds",
    "error_is_lipschitz",
    "factorials_compare",
    "flipped_sign",
    "float32_forms",
    "forms_of_tanh",
    "gradient",
    "gradient_below_the_root",
    "gradient_bound",
    "gradient_is_a_mean",
    "gradient_is_bounded",
    "gradient_norm",
    "gradient_supremum",
    "hessian_at_w",
    "hessian_between",
    "hessian_between_multiples",
    "hessian_bound",
    "hessian_splits",
    "induction_factor",
    "input_gradient",
    "input_gradient_adds_up",
    "largest_curvature",
    "largest_gaps",
    "largest_input_gradient",
    "largest_step",
    "local_curvature",
    "log_cosh_condition",
    "log_cosh_condition_bound",
    "log_cosh_condition_is_bounded",
    "log_loss_on_separable_data",
    "log_loss_slope",
    "log_two_forgotten",
    "logistic_curvature",
    "longer_steps_grow",
    "loss_below_huber",
    "loss_between_bounds",
    "losses_far_out",
    "margin_derivatives",
    "margin_gradient_is_bounded",
    "margin_gradients",
    "margin_table",
    "matrix_form",
    "mean_adds_a_square",
    "minimiser",
    "minimum",
    "network_gradient",
    "network_gradient_is_bounded",
    "norm_bounds",
    "outliers",
    "output_derivatives",
    "overflow",
    "product_below_a_quarter",
    "quadratic_form_is_bounded",
    "residuals",
    "row_bounds",
    "row_is_bounded",
    "scalar_table",
    "second_derivative",
    "second_derivative_is_bounded",
    "separable_errors",
    "series_terms",
    "slope_is_bounded",
    "smoothness",
    "spectral_norm_bounds",
    "squared_error_gradient",
    "steeper_losses",
    "supremum_is_a_corner",
    "tanh_below_minimum",
    "tanh_below_one",
    "three_inputs_make_the_fourth",
    "three_norms",
    "trace_bound",
    "trace_bounds_the_largest",
    "triangle_then_tanh",
    "two_descents",
    "two_series",
    "two_slopes",
    "weyl",
    "zero_one_bounds",
]
