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
    """ "Adding noise to data to increase variance".

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
    """Two lists of exercises, with different questions 3.

    Prepare both: the Hessian of the squared error, and derivative and bound of an error function.

    The first list asks for Hessian and condition number, the second for derivative and upper bound of an error.
    """
    matrices = [hessian(loss, W, t=targets) for loss in (squared, logcosh)]
    kappas = [condition(hessian(loss, W)) for loss in (squared, logcosh)]
    evidence = "condition number of the Hessian at the same $w$: {} with squared error, {} with log-cosh"
    return torch.allclose(*matrices), evidence.format(*map(short, kappas))


def minimiser(variance):
    """The weights of least squared error on average over fresh noise on the inputs."""
    return torch.linalg.solve(X.T @ X / len(X) + variance * torch.eye(2, dtype=torch.double), X.T @ TARGETS / len(X))


def clean_error(w):
    return squared(X @ w - TARGETS).mean().item()


@point("right", "optimization#e", topic="optimisation", claim=VARIANCE, rival=0.0)
def point_53(variance):
    """Adding noise to the data has advantages and disadvantages.

    Name both, each with a reason. How many are wanted, the notes do not say.

    Noise on the inputs lowers the condition number of the Hessian, and moves the minimum away from that of the clean
    data.
    """
    kappas = [condition(no_noise() + s * torch.eye(2, dtype=torch.double)) for s in (0, variance)]
    errors = [clean_error(minimiser(s)) for s in (0, variance)]
    evidence = "with and without noise: condition number {} and {}, error on the clean points {} and {}"
    holds = kappas[1] < kappas[0] and errors[1] > errors[0] + 1e-9
    return holds, evidence.format(*(short(value) for pair in (kappas, errors) for value in reversed(pair)))


def perceptron(z):
    """Of an output z for the target 1."""
    return torch.relu(-z)


LOSSES = {"squared error": squared, "log-cosh": logcosh, "perceptron loss": perceptron}


def slope(loss, z):
    z = z.clone().requires_grad_()
    return torch.autograd.grad(loss(z).sum(), z)[0]


def largest(values, radius):
    """The largest size of a function of z on a grid as far as the radius; the grid does not meet 0."""
    return values(torch.linspace(-radius, radius, 1000, dtype=torch.double)).abs().max().item()


def bounded(values):
    """Whether a function of z is no larger far out than it is near."""
    return largest(values, 100) < 1.01 * largest(values, 10)


@point(
    "not said",
    "error_function#task",
    topic="optimisation",
    claim=("squared error", "log-cosh"),
    rival=("perceptron loss", "log-cosh"),
)
def point_50(names):
    """Which error function is to be differentiated and bounded.

    We take log-cosh, because exercise 1 names it. [Other parts](exercises/error_function.md#e) solve other readings.

    Whether there is an upper bound depends on the choice.
    """
    derivatives = {name: lambda z, loss=loss: slope(loss, z) for name, loss in LOSSES.items()}
    sizes = {name: [short(largest(values, radius)) for radius in (10, 100)] for name, values in derivatives.items()}
    shown = ", ".join("{} {} and {}".format(name, *pair) for name, pair in sizes.items())
    evidence = f"largest derivative for errors up to 10 and up to 100: {shown}"
    return len({bounded(derivatives[name]) for name in names}) == 1, evidence


def by_y(z):
    return slope(logcosh, z)


def by_t(z):
    return -slope(logcosh, z)


@point("ambiguous", "error_function#task", topic="optimisation", claim=(by_y, logcosh), rival=(by_y, by_t))
def point_51(readings):
    """ "Upper bound it".

    Bound the derivative, and give a bound of the function beside it.

    "It" may be the derivative or the error function. The one has a constant as a bound, the other has none.
    """
    sizes = [short(largest(values, radius)) for values in (by_y, logcosh) for radius in (10, 100)]
    evidence = "log-cosh for errors up to 10 and up to 100: derivative at most {} and {}, function at most {} and {}"
    return len({bounded(values) for values in readings}) == 1, evidence.format(*sizes)


def by_output(w):
    """The derivatives of the losses of the four points by their outputs; returns the largest size."""
    return torch.tanh(X @ w - TARGETS).abs().max().item()


def by_weights(w):
    """The length of the gradient of the mean loss."""
    return (torch.tanh(X @ w - TARGETS) @ X / len(X)).norm().item()


@point("not said", "error_function#a", topic="optimisation", claim=by_weights, rival=by_output)
def point_52(derivative):
    r"""By what to differentiate: the output, the weights, or the input.

    Start with the output, $\tanh(y - t)$, and go on to the weights by the chain rule.

    The bounds differ. By an output the derivative of log-cosh stays below 1; by the weights each example brings the
    length of its input.
    """
    far = torch.tensor([1e3, 1e3], dtype=torch.double)
    sizes = {found: [short(found(w)) for w in (W, far)] for found in (by_output, by_weights)}
    evidence = "sizes at the exam's $w$ and far out: by an output {} and {}, by the weights {} and {}"
    return derivative(far) <= 1, evidence.format(*sizes[by_output], *sizes[by_weights])
