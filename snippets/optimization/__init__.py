"""Exercise 3: Hessian, condition number, and noise on the data."""

# ruff: noqa: I001 (the imports stand in reading order, in which readers then see the answers)
from snippets.optimization.task import TASKS, Task
from snippets.optimization.curvature import general_hessian, gradient, hessian, is_positive_semidefinite, minimiser
from snippets.optimization.other_forms import margin_hessian, hessian_with_bias, variants
from snippets.optimization.spectrum import (
    isotropic_spectrum,
    plane_eigenvalues,
    eigenvalues,
    is_invertible,
    smallest_positive,
)
from snippets.optimization.spectrum import trace_bound, condition_number
from snippets.optimization.descent import step_limit, best_step_size, contraction, steps, stability
from snippets.optimization.input_noise import noise_penalty, noisy_hessian, noise
from snippets.optimization.noisy_kappa import noisy_kappa, kappa_drop, kappa_limit, isotropic_noisy_kappa
from snippets.optimization.other_noise import shaped_noise, fixed_copies, fixed_spread
from snippets.optimization.other_noise import target_noise_hessian, target_noise_floor
from snippets.optimization.trade_off import trade_off, gradient_noise
from snippets.optimization.centring import preprocessing, centring_always_helps, centring_always_helps_with_bias
from snippets.optimization.centring import bias_and_noise
from snippets.optimization.figures import level_sets, spectrum_and_noise, error_curves

__all__ = [
    "TASKS",
    "Task",
    "best_step_size",
    "bias_and_noise",
    "centring_always_helps",
    "centring_always_helps_with_bias",
    "condition_number",
    "contraction",
    "eigenvalues",
    "error_curves",
    "fixed_copies",
    "fixed_spread",
    "general_hessian",
    "gradient",
    "gradient_noise",
    "hessian",
    "hessian_with_bias",
    "is_invertible",
    "is_positive_semidefinite",
    "isotropic_noisy_kappa",
    "isotropic_spectrum",
    "kappa_drop",
    "kappa_limit",
    "level_sets",
    "margin_hessian",
    "minimiser",
    "noise",
    "noise_penalty",
    "noisy_hessian",
    "noisy_kappa",
    "plane_eigenvalues",
    "preprocessing",
    "shaped_noise",
    "smallest_positive",
    "spectrum_and_noise",
    "stability",
    "step_limit",
    "steps",
    "target_noise_floor",
    "target_noise_hessian",
    "trace_bound",
    "trade_off",
    "variants",
]
