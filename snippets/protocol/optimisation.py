"""Points on both questions 3: squared error and log-cosh on the same four points."""

import torch

from snippets.error_function.task import TASKS as ERROR_FUNCTION
from snippets.multiple_choice.nets import noise
from snippets.multiple_choice.tools import condition, short
from snippets.optimization.task import TASKS
from snippets.statements import point

X, TARGETS = torch.from_numpy(TASKS["exam"].inputs), torch.from_numpy(TASKS["exam"].targets)
VARIANCE = TASKS["exam"].variances[2]  # of the noise


def hessian(loss, w, X=X, t=TARGETS):
    """Of the mean loss of the residuals, by automatic differentiation."""
    return torch.autograd.functional.hessian(lambda w: loss(X @ w - t).mean(), w)


def squared(z):
    return z**2 / 2


def logcosh(z):
    return torch.log(torch.cosh(z))


W = torch.tensor(ERROR_FUNCTION["exam"].w, dtype=torch.double)


def fresh_on_inputs():
    """Noise anew in every step: its mean effect adds the variance to the diagonal."""
    return hessian(squared, W) + VARIANCE * torch.eye(2, dtype=torch.double)


def one_copy_of_inputs():
    """One noisy copy of the four points, used in every step."""
    return hessian(squared, W, X + VARIANCE**0.5 * noise(4, 2))


def on_targets():
    return hessian(squared, W, t=TARGETS + VARIANCE**0.5 * noise(4))


def no_noise():
    return hessian(squared, W)


@point(
    "ambiguous",
    "optimization#d",
    topic="optimisation",
    claim=(fresh_on_inputs, one_copy_of_inputs, on_targets),
    rival=(on_targets, no_noise),
)
def point_40(readings):
    """ "Adding noise to data to increase variance" has one new condition number.

    Say: noise on the inputs, fresh in every step, and the Hessian in expectation.

    Noise on the targets leaves the Hessian alone, and one fixed noisy copy has a Hessian of its own.
    """
    kappas = {reading.__name__.replace("_", " "): condition(reading()) for reading in (no_noise, *readings)}
    values = [condition(reading()) for reading in readings]
    same = max(values) - min(values) < 1e-9
    shown = ", ".join(f"{name} {short(kappa)}" for name, kappa in kappas.items())
    return same, f"condition numbers, with a variance of {VARIANCE:g}: {shown}"


@point(
    "ambiguous",
    "error_function#task",
    topic="optimisation",
    claim=TARGETS,
    rival=X @ W,
)
def point_41(targets):
    """Both lists mean the same question 3.

    Prepare both: the Hessian of the squared error, and derivative and bound of log-cosh.

    The first list asks for Hessian and condition number, the second for derivative and upper bound of an error.
    """
    matrices = [hessian(loss, W, t=targets) for loss in (squared, logcosh)]
    kappas = [condition(hessian(loss, W)) for loss in (squared, logcosh)]
    evidence = "condition number of the Hessian at the same $w$: {} with squared error, {} with log-cosh"
    return torch.allclose(*matrices), evidence.format(*map(short, kappas))
