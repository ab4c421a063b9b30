"""The second moment of inputs, and what is done to inputs for its sake."""

import torch


def second_moment(X):
    """The Hessian of bias-free linear regression with the loss (1/2N) sum of squares."""
    return X.T @ X / len(X)


def whiten(X):
    """Centre, then decorrelate and scale: afterwards the covariance is the identity."""
    X = X - X.mean(0)
    eigenvalues, V = torch.linalg.eigh(second_moment(X))
    return X @ V / eigenvalues.sqrt()


def standardise(X):
    """Centre and scale each feature on its own."""
    X = X - X.mean(0)
    return X / X.square().mean(0).sqrt()
