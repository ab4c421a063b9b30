"""The answers of exercise 3A in whole numbers and fractions, as one finds them on paper, for points in the plane."""

import numpy as np
import sympy
import torch

from snippets.answers import Answer, answer
from snippets.optimization import curvature, descent, input_noise, spectrum
from snippets.optimization.second_ways import (
    condition_of,
    exact_condition,
    exact_eigenvalues,
    shifted_copies,
    symbolic_hessian,
)
from snippets.second_ways import tensor


def exactly(of, *, without=()):
    """Declare an exact answer: its witnesses and slips are those that the exercise has for its decimals."""
    witnesses = [witness for witness in of.witnesses if witness.function not in without]
    slips = [slip for slip in of.slips if slip.function not in without]
    return lambda function: Answer(function, witnesses=witnesses, slips=slips)


def means_of_products(task):
    """The entries of E[x x^T], as fractions."""
    X = sympy.Matrix(task.X)
    return X.T * X / task.N


def roots(task):
    """m +- sqrt(m^2 - p) with half the trace m and the determinant p of the Hessian, larger one first."""
    H = means_of_products(task)
    m, root = H.trace() / 2, sympy.sqrt((H.trace() / 2) ** 2 - H.det())
    return m + root, m - root


@exactly(curvature.hessian)
def hessian(task):
    """H = E[x x^T]: each entry is the mean of the products of two features; shape (2, 2)."""
    return means_of_products(task).tolist()


@answer
def mean_product(task):
    """E[x t]: the mean of each feature times the target; shape (2,)."""
    return [sympy.Rational(sum(x[j] * t for x, t in zip(task.X, task.t)), task.N) for j in range(task.d)]


@mean_product.witness("autograd: minus the gradient of J at w = 0")
def mean_product_by_autograd(task):
    return (-torch.func.grad(task.loss)(tensor(task.start))).tolist()


@mean_product.witness("SymPy: minus the partial derivatives of J at w = 0")
def mean_product_by_derivatives(task):
    w = task.notation.w(task.d)
    return [-task.loss(w).diff(component).subs(dict.fromkeys(w, 0)) for component in w]


@mean_product.slip("the product of the means, E[x] E[t]")
def product_of_means(task):
    return task.inputs.mean(axis=0) * task.targets.mean()


@mean_product.slip("the sum instead of the mean: 1/N is forgotten")
def sum_of_products(task):
    return task.inputs.T @ task.targets


@exactly(curvature.minimiser)
def minimiser(task):
    """w* = H^{-1} E[x t]: there the gradient H w - E[x t] is 0."""
    return list(means_of_products(task).inv() * sympy.Matrix(mean_product(task)))


@minimiser.slip("the inverse without the division by the determinant")
def minimiser_by_adjugate(task):
    return list(means_of_products(task).adjugate() * sympy.Matrix(mean_product(task)))


@answer
def half_trace_and_determinant(task):
    """(m, p): half the sum of the diagonal of H, and the product of the diagonal minus that of the other entries."""
    H = means_of_products(task)
    return [H.trace() / 2, H.det()]


@half_trace_and_determinant.witness("half the sum, and the product, of the roots of the characteristic polynomial")
def invariants_by_roots(task):
    first, second = exact_eigenvalues(symbolic_hessian(task))
    return [(first + second) / 2, first * second]


@half_trace_and_determinant.witness("half the mean squared length of the inputs; the areas that pairs of inputs span")
def invariants_by_areas(task):
    # Cauchy and Binet: det X^T X is the sum over all pairs of points of their squared determinants.
    X = task.inputs
    squares = [np.linalg.det(X[[i, j]]) ** 2 for i in range(task.N) for j in range(i)]
    return [np.mean(np.sum(X**2, axis=1)) / 2, sum(squares) / task.N**2]


@half_trace_and_determinant.slip("the whole trace in place of half of it")
def invariants_with_whole_trace(task):
    H = means_of_products(task)
    return [H.trace(), H.det()]


@half_trace_and_determinant.slip("the determinant with a plus: both products added")
def invariants_with_plus(task):
    H = means_of_products(task)
    return [H.trace() / 2, H[0, 0] * H[1, 1] + H[0, 1] ** 2]


@exactly(spectrum.eigenvalues)
def eigenvalues(task):
    """The eigenvalues are m +- sqrt(m^2 - p), with half the trace m and the determinant p of H; larger one first."""
    return list(roots(task))


@eigenvalues.slip("the entries on the diagonal of H, as if the others were 0")
def eigenvalues_of_diagonal(task):
    return sorted((means_of_products(task)[j, j] for j in range(task.d)), reverse=True)


@eigenvalues.slip("the whole trace in place of half of it")
def eigenvalues_of_whole_trace(task):
    H = means_of_products(task)
    root = sympy.sqrt(H.trace() ** 2 - H.det())
    return [float(H.trace() + root), float(H.trace() - root)]


@exactly(spectrum.condition_number)
def condition_number(task):
    """kappa = lambda_1 / lambda_2, the largest eigenvalue over the smallest."""
    largest, smallest = roots(task)
    return largest / smallest


@exactly(descent.step_limit)
def step_limit(task):
    """Descent is stable for every positive step size below 2 / lambda_1."""
    return 2 / roots(task)[0]


@exactly(descent.best_step_size, without=[descent.best_step_size_with_zero])
def best_step_size(task):
    """The best constant step size is 2 / (lambda_1 + lambda_2)."""
    return 2 / sum(roots(task))


@best_step_size.slip("1 / lambda_1: no direction overshoots, but the flattest one is slower than it need be")
def best_step_without_overshooting(task):
    return 1 / roots(task)[0]


@best_step_size.slip("1 / (lambda_1 + lambda_2): half of the best one")
def best_step_halved(task):
    return 1 / sum(roots(task))


@exactly(descent.contraction, without=[descent.contraction_with_zero])
def contraction(task):
    """The best step size leaves at most (lambda_1 - lambda_2)/(lambda_1 + lambda_2) of the distance per step."""
    largest, smallest = roots(task)
    return (largest - smallest) / (largest + smallest)


@contraction.slip("1 / kappa: the smallest over the largest eigenvalue")
def contraction_as_ratio(task):
    largest, smallest = roots(task)
    return smallest / largest


@exactly(input_noise.noisy_hessian, without=[input_noise.noisy_hessian_by_sampling])
def noisy_hessian(task):
    """The expected Hessian under noise is H + s^2 I: only the diagonal grows."""
    return (means_of_products(task) + sympy.Rational(task.variances[-1]) * sympy.eye(task.d)).tolist()


@answer
def noisy_condition_number(task):
    """Noise lifts both eigenvalues by s^2, so kappa becomes (lambda_1 + s^2) / (lambda_2 + s^2)."""
    largest, smallest = roots(task)
    return (largest + task.variances[-1]) / (smallest + task.variances[-1])


@noisy_condition_number.witness("singular values of 2d shifted copies of each point")
def noisy_condition_by_copies(task):
    return condition_of(shifted_copies(task.inputs, task.targets, task.variances[-1])[0])


@noisy_condition_number.witness("SymPy: exact eigenvalues of the second derivatives with a ridge penalty")
def noisy_condition_by_ridge(task):
    return exact_condition(symbolic_hessian(task) + task.variances[-1] * sympy.eye(task.d))


@noisy_condition_number.slip("s instead of s^2 is added to the eigenvalues")
def noisy_condition_with_s(task):
    largest, smallest = roots(task)
    return float((largest + np.sqrt(task.variances[-1])) / (smallest + np.sqrt(task.variances[-1])))


@noisy_condition_number.slip("only the smallest eigenvalue grows")
def noisy_condition_smallest_only(task):
    largest, smallest = roots(task)
    return largest / (smallest + task.variances[-1])


@noisy_condition_number.slip("the noise has mean 0, so kappa stays as it is")
def noisy_condition_unchanged(task):
    largest, smallest = roots(task)
    return largest / smallest
