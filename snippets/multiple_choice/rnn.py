"""Statements on recurrent networks."""

import sympy
import torch
import torch.nn.functional as F
from torch import nn

from snippets.multiple_choice.nets import count, noise, seeded
from snippets.statements import Option, choice, statement


def linear_cell(x, h, theta):
    return theta * h + x


def tanh_cell(x, h, theta):
    return torch.tanh(theta * h + x)


def states(cell, theta, inputs=(1, 1, 1)):
    """The states $h_0, ..., h_n$ that the cell runs through from $h_0=1$."""
    h = [torch.ones((), dtype=torch.double, requires_grad=True)]
    for x in inputs:
        h.append(cell(x, h[-1], theta))
    return h


def parameter(value):
    return torch.tensor(value, dtype=torch.double, requires_grad=True)


@statement(topic="rnn", claim=(1, 1, 1), rival=(0, 0, 1))
def rnn_01(counted):
    r"""For an RNN $h_t=g(x_t,h_{t-1},\theta)$ with a constant $h_0$, whose loss $L$ is computed from $h_3$,
    $\frac{dL}{d\theta}=\sum_{t=1}^3 \delta_t\frac{\partial g(x_t,h_{t-1},\theta)}{\partial\theta}$ with
    $\delta_t=\frac{dL}{dh_t}$.

    By the multivariate chain rule every use of $\theta$ contributes one term, and step $t$ acts on $L$ only through
    $h_t$.
    """
    cases = [_gradient_and_terms(cell, theta) for cell, theta in ((linear_cell, 2.0), (tanh_cell, 0.5))]
    holds = all(abs(gradient - sum(c * term for c, term in zip(counted, terms))) < 1e-12 for gradient, terms in cases)
    gradient, terms = cases[0]
    total = f"{'+'.join(f'{term:g}' for term in terms)}={sum(terms):g}"
    return holds, rf"$h_t=2h_{{t-1}}+1$, $h_0=1$, $L=h_3$: ${total}$, autograd {gradient:g}"


def _gradient_and_terms(cell, theta):
    """dL/dtheta for L = h_3, and each delta_t times the direct derivative of step t, by autograd."""
    theta = parameter(theta)
    h = states(cell, theta)
    gradient, *deltas = torch.autograd.grad(h[-1], [theta, *h[1:]])
    direct = [torch.autograd.grad(cell(1, before.detach(), theta), theta)[0] for before in h[:-1]]
    return gradient.item(), [(delta * local).item() for delta, local in zip(deltas, direct)]


@statement(topic="rnn", claim=0, rival=4)
def rnn_02(derivative):
    r"""If the loss $L$ of an RNN is computed from its last state $h_3$ **only**, then $\frac{dL}{dh_1}=0$, because
    $h_1$ does not occur in $L$.

    The total derivative counts that $h_1$ acts on $h_2$ and $h_3$: $\frac{dL}{dh_1}=\frac{dL}{dh_3} \frac{\partial
    h_3}{\partial h_2}\frac{\partial h_2}{\partial h_1}$.
    """
    h = states(linear_cell, 2.0)
    found = torch.autograd.grad(h[3], h[1])[0].item()
    return found == derivative, rf"$h_t=2h_{{t-1}}+1$, $L=h_3$: $\frac{{dL}}{{dh_1}}=2\cdot2={found:g}$"


@statement(topic="rnn", claim=1, rival=-1)
def rnn_03(sign):
    r"""If the output $y$ of an RNN at the last step and the target $t$ satisfy $yt>0$, the loss $\max(0,-yt)$ has
    gradient zero in **every** parameter.

    There $\frac{\partial L}{\partial y}=0$, and by the chain rule every parameter gradient contains this factor.
    """
    net = seeded(nn.RNN, 2, 1)
    y = net(noise(5, 1, 2))[0][-1, 0, 0]
    target = sign * y.detach().sign()
    F.relu(-y * target).backward()
    largest = max(p.grad.abs().max().item() for p in net.parameters())
    return largest == 0, f"`nn.RNN(2, 1)`, 5 steps, $yt>0$: largest gradient {largest:g}"


@statement(topic="rnn", claim=10, rival=1)
def rnn_04(factor):
    """If an RNN is unrolled over 30 steps, it has ten times as many parameters as the same RNN unrolled over 3 steps.

    Every step uses the same weights, so the number does not depend on the length of the sequence.
    """
    short, long = (_parameters_used(length) for length in (3, 30))
    return long == factor * short, f"`nn.RNN(4, 8)`: {short} parameters get a gradient in 3 steps, {long} in 30"


def _parameters_used(length):
    """The number of parameters that get a gradient when the unrolled network is differentiated."""
    net = seeded(nn.RNN, 4, 8)
    net(noise(length, 1, 4))[0].sum().backward()
    return sum(p.grad.numel() for p in net.parameters())


@statement(topic="rnn", claim=104, rival=112)
def rnn_05(parameters):
    r"""`nn.RNN(4, 8)` has $8\cdot4+8\cdot8+8=104$ learnable parameters.

    PyTorch keeps two bias vectors, one beside $W_{ih}$ and one beside $W_{hh}$: $32+64+8+8=112$.
    """
    net = seeded(nn.RNN, 4, 8)
    sizes = "+".join(str(p.numel()) for p in net.parameters())
    return count(net) == parameters, f"${sizes}={count(net)}$"


@statement(topic="rnn", claim=lambda n: n, rival=lambda n: n - 1)
def rnn_06(exponent):
    r"""For $h_t=\theta h_{t-1}$ the derivative $\frac{dh_n}{dh_0}$ is $\theta^n$, so it vanishes for $|\theta|<1$
    as $n$ grows.

    By the chain rule it is the product of $n$ factors $\frac{\partial h_t}{\partial h_{t-1}}=\theta$.
    """
    theta, h0 = sympy.symbols("theta h_0")
    h, holds = h0, []
    for n in range(1, 7):
        h = theta * h
        holds.append(sympy.diff(h, h0) == theta ** exponent(n))
    return all(holds), rf"differentiated for 1 to {len(holds)} steps; $0.9^{{50}}={0.9**50:.4f}$"


@statement(topic="rnn", claim=1.0, rival=1.5)
def rnn_07(factor):
    r"""The gradient through the states of a tanh RNN, for example of $h_t=\tanh(uh_{t-1})$, **never** grows from step
    to step, because $|\tanh'|\le1$ everywhere.

    Every step also multiplies by the recurrent weight: in $h_t=\tanh(uh_{t-1})$ near $h=0$ by $u$, which can exceed
    1.
    """
    h0 = h = parameter(0.0)
    for _ in range(20):
        h = torch.tanh(1.5 * h)
    found = torch.autograd.grad(h, h0)[0].item()
    evidence = rf"$u=1.5$, $h_0=0$: $\frac{{dh_{{20}}}}{{dh_0}}=1.5^{{20}}\approx{found:.0f}$"
    return found <= factor**20 + 1e-6, evidence  # the margin is for rounding


@statement(topic="rnn", claim=nn.utils.clip_grad_norm_, rival=nn.utils.clip_grad_value_)
def rnn_08(clip):
    r"""Clipping the gradient by its norm keeps its direction.

    All components of the gradient $g$ are multiplied by the same positive number: by $c/\|g\|$ if its norm exceeds the
    limit $c$, and by 1 otherwise.
    """
    gradient = torch.tensor([3.0, 4.0, 12.0], dtype=torch.double)
    weights = nn.Parameter(torch.zeros_like(gradient))
    weights.grad = gradient.clone()
    clip([weights], 1.0)
    cosine = F.cosine_similarity(weights.grad, gradient, dim=0).item()
    clipped = ", ".join(f"{g:.3f}" for g in weights.grad)
    return abs(cosine - 1) < 1e-9, f"$(3, 4, 12)$ of norm 13 becomes $({clipped})$; cosine of the angle {cosine:.3f}"


@statement(topic="rnn", claim=1.0, rival=0.0)
def rnn_09(derivative):
    r"""In an LSTM cell $c_t=f_tc_{t-1}+i_t\tilde c_t$ whose forget gate is held at $f_t=1$ and whose input gate at
    $i_t=0$, the gradient passes along the cell state $c_t$ unchanged.

    With fixed gates $\frac{\partial c_t}{\partial c_{t-1}}=f_t=1$, so over $n$ steps the product is $1^n=1$.
    """
    cell = seeded(nn.LSTMCell, 1, 1)
    for weights in cell.parameters():
        nn.init.zeros_(weights)
    cell.bias_ih.data = torch.tensor([-40.0, 40.0, 1.0, 0.0], dtype=torch.double)  # i = 0, f = 1 up to rounding
    c0 = c = parameter([[0.3]])
    for x in noise(100, 1, 1):
        _, c = cell(x, (torch.zeros_like(c), c))
    found = torch.autograd.grad(c.sum(), c0)[0].item()
    return abs(found - derivative) < 1e-9, (
        rf"`nn.LSTMCell`: $c_0=0.3$ becomes $c_{{100}}={c.item():.1f}$, $\frac{{dc_{{100}}}}{{dc_0}}={found:.6f}$"
    )


@statement(topic="rnn", claim=0.25, rival=0.75, says="removes the gradient contributions")
def rnn_10(gradient):
    """A bare line `h.detach()` behind step $t$, without an assignment, removes the gradient contributions of step $t$
    and those of **every** earlier one.

    `detach` leaves `h` as it is and returns a new tensor; only `h = h.detach()` cuts the graph.
    """
    bare, assigned = (_gradient_detached(assign) for assign in (False, True))
    evidence = rf"$h_t=wh_{{t-1}}$, $w=0.5$: gradient {bare:g} with the bare line, {assigned:g} if assigned"
    return bare == gradient, evidence


def _gradient_detached(assign):
    """dh_3/dw of h_t = w h_{t-1}, detached after the second step."""
    w = parameter(0.5)
    h = torch.ones((), dtype=torch.double)
    for step in (1, 2, 3):
        h = w * h
        if step == 2 and assign:
            h = h.detach()
        elif step == 2:
            h.detach()
    return torch.autograd.grad(h, w)[0].item()


@statement(topic="rnn", claim=1.0, rival=0.9)
def rnn_11(singular_value):
    r"""In a linear RNN $h_t=Wh_{t-1}$ with an orthogonal matrix $W$, back-propagation keeps the norm of
    $\frac{dL}{dh_t}$ from step to step, where the loss $L$ is computed from the last state alone.

    One step back multiplies this gradient by $W^\top$, and $\|W^\top v\|^2=v^\top WW^\top v=\|v\|^2$.
    """
    W = singular_value * torch.linalg.qr(noise(4, 4)).Q
    h0 = h = torch.ones(4, dtype=torch.double, requires_grad=True)
    for _ in range(50):
        h = W @ h
    norm = torch.autograd.grad(h[0], h0)[0].norm().item()  # that of the gradient at the last step is 1
    return abs(norm - 1) < 1e-9, f"50 steps with an orthogonal $4\\times4$ matrix: norm 1 becomes {norm:.6f}"


@statement(topic="rnn", claim=3, rival=4)
def rnn_12(factor):
    r"""`nn.LSTM(4, 8)` has three times as many parameters as `nn.RNN(4, 8)`: one set of weights and biases for each
    of its three gates.

    Beside the three gates it computes the candidate $\tilde c_t$: four sets of weights and biases.
    """
    lstm, rnn = count(seeded(nn.LSTM, 4, 8)), count(seeded(nn.RNN, 4, 8))
    return lstm == factor * rnn, rf"${lstm}={lstm // rnn}\cdot{rnn}$"


@statement(topic="rnn", claim=40.0, rival=-40.0, says="held at $z_t=1$")
def rnn_13(gate):
    r"""In PyTorch's GRU cell, $h_t=(1-z_t)\odot n_t+z_t\odot h_{t-1}$, an update gate held at $z_t=1$ copies the state
    from step to step, because nothing of the candidate $n_t$ is mixed in.

    With $z_t=1$ the first term is 0 and the second is $h_{t-1}$, whatever the input is.
    """
    cell = seeded(nn.GRUCell, 1, 1)
    cell.weight_ih.data[1], cell.weight_hh.data[1], cell.bias_ih.data[1] = 0, 0, gate  # the rows are r, z, n
    h = torch.tensor([[0.3]], dtype=torch.double)
    for x in noise(100, 1, 1):
        h = cell(x, h)
    return abs(h.item() - 0.3) < 1e-9, f"`nn.GRUCell`: $h_0=0.3$ is $h_{{100}}={h.item():.6f}$ after 100 random inputs"


@statement(topic="rnn", claim=2, rival=1)
def rnn_14(states):
    """Like an LSTM, a GRU carries two vectors from step $t-1$ to step $t$, its output $h_t$ and beside it a cell
    state $c_t$ that is changed by gates.

    A GRU has gates, but no cell state: they act on $h_t$ itself.
    """
    gru, lstm = (seeded(kind, 4, 8)(noise(5, 1, 4))[1] for kind in (nn.GRU, nn.LSTM))
    found = 1 if isinstance(gru, torch.Tensor) else len(gru)
    return found == states, f"what is left after the last step: `nn.GRU` {found} tensor, `nn.LSTM` {len(lstm)}"


@choice(
    topic="rnn",
    options=(
        Option("3 times as many", 3, "Reset gate, update gate and candidate: three sets of weights and biases."),
        Option("2 times as many", 2, "There are two gates, but the candidate has weights of its own as well."),
        Option("4 times as many", 4, "That is the LSTM, with three gates and a candidate."),
        Option("just as many", 1, "Gates are computed from input and state, with weights of their own."),
    ),
)
def rnn_15(factor):
    r"""How many parameters has `nn.GRU(4, 8)`, compared with `nn.RNN(4, 8)`?"""
    gru, rnn = count(seeded(nn.GRU, 4, 8)), count(seeded(nn.RNN, 4, 8))
    return gru == factor * rnn, rf"${gru}={gru // rnn}\cdot{rnn}$"
