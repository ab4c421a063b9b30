"""The two numbers that the protocol's own questions ask for."""

import torch

from snippets.answers import answer

__all__ = ["pooled_side", "pooling_parameters"]


@answer
def pooling_parameters(task):
    """`torch.nn.MaxPool2d(3)` adds no learnable parameter to a network."""
    return sum(parameter.numel() for parameter in torch.nn.MaxPool2d(task.kernel).parameters())


@pooling_parameters.witness("what a network saves with the layer and without it")
def pooling_parameters_by_saving(task):
    layers = [torch.nn.Conv2d(1, 1, 1), torch.nn.MaxPool2d(task.kernel)]
    with_pooling, without = torch.nn.Sequential(*layers), torch.nn.Sequential(layers[0])
    saved = [sum(map(torch.numel, network.state_dict().values())) for network in (with_pooling, without)]
    return saved[0] - saved[1]


@pooling_parameters.witness("what autograd hands a gradient to")
def pooling_parameters_by_autograd(task):
    image = torch.ones(1, 1, task.side, task.side, requires_grad=True)
    output, waiting, leaves = torch.nn.MaxPool2d(task.kernel)(image).sum(), [], []
    waiting.append(output.grad_fn)
    while waiting:
        node = waiting.pop()
        leaves += [node.variable] if hasattr(node, "variable") else []
        waiting += [following for following, _ in node.next_functions if following is not None]
    return sum(leaf.numel() for leaf in leaves) - image.numel()


@pooling_parameters.slip("counted like a convolution: one weight for each entry of the window")
def pooling_parameters_as_weights(task):
    return task.kernel**2


@pooling_parameters.slip("counted like a convolution with its bias")
def pooling_parameters_with_bias(task):
    return task.kernel**2 + 1


@answer
def pooled_side(task):
    """The output side is floor((S - k) / k) + 1, because the stride is the kernel size unless given."""
    return (task.side - task.kernel) // task.kernel + 1


@pooled_side.witness("running the layer")
def pooled_side_by_running(task):
    return torch.nn.MaxPool2d(task.kernel)(torch.zeros(1, 1, task.side, task.side)).shape[-1]


@pooled_side.witness("counting the windows that fit")
def pooled_side_by_counting(task):
    corners = range(0, task.side, task.kernel)
    return sum(corner + task.kernel <= task.side for corner in corners)


@pooled_side.slip("stride 1 in place of the kernel size")
def pooled_side_with_stride_one(task):
    return task.side - task.kernel + 1
