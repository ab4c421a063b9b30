"""Part (a): the linear pieces, one for each pattern of winners that occurs."""

from functools import reduce
from itertools import product
from math import prod
from string import ascii_uppercase
from typing import NamedTuple

import numpy as np
from sympy import And, Rational

from snippets.answers import Estimate, answer
from snippets.linear_regions import algebra, points
from snippets.linear_regions.geometry import area, clip, far, square
from snippets.linear_regions.task import Affine


class Piece(NamedTuple):
    """One linear piece: who wins at each maximum, where all of them win, and what y is there."""

    name: str
    pattern: dict  # of each maximum the index of the argument that wins
    bounds: list  # affine functions, all positive inside
    function: Affine
    polygon: list  # the piece, cut by a square so large that only what is unbounded touches it


def selected(node, pattern):
    """The affine function that a maximum passes on when the winners are known."""
    while node.arguments:
        node = node.arguments[pattern[node]]
    return node


def bounds(pattern, believed):
    """Winner minus loser, for every maximum and every loser; all positive where the pattern holds.

    If the two are the same function, the earlier argument counts as the winner.
    """
    for node, winner in pattern.items():
        values = [selected(argument, believed) for argument in node.arguments]
        for loser, value in enumerate(values):
            if loser != winner:
                tie = Affine(0, 0, 1 if winner < loser else -1)
                yield values[winner] - value if values[winner] != value else tie


def linear_pieces(task, believed=None):
    """All patterns that hold on a set with interior; `believed` fixes the winners that a slip compares with."""
    found, plane = [], square(far(task))
    for winners in product(*(range(len(node.arguments)) for node in task.nodes())):
        pattern = dict(zip(task.nodes(), winners))
        conditions = list(bounds(pattern, believed or pattern))
        polygon = reduce(clip, conditions, plane)
        if area(polygon) > 0:
            name = ascii_uppercase[len(found)]
            found.append(Piece(name, pattern, conditions, selected(task.y, pattern), polygon))
    return found


def without_repetition(piece):
    """The conditions of a piece in the inputs alone, without those that follow from the others."""
    sides = list(zip(piece.polygon, piece.polygon[1:] + piece.polygon[:1]))
    return And(*(bound.positive() for bound in piece.bounds if any(bound(p) == bound(q) == 0 for p, q in sides)))


def as_the_exam_writes(piece):
    """The conditions of a piece as the exam writes them, one for each maximum."""
    return And(*(node.condition(winner) for node, winner in piece.pattern.items()))


@answer
def pieces(task):
    """On each piece the winner of every maximum is fixed, so y is one affine function there."""
    return [
        {
            "piece": piece.name,
            "condition": as_the_exam_writes(piece),
            "region": without_repetition(piece),
            "y": piece.function.label,
        }
        for piece in linear_pieces(task)
    ]


@pieces.witness("brute force over points")
def pieces_by_points(task):
    found = points.patterns(task)
    return [
        {
            "piece": chr(ord("A") + number),
            "condition": And(*(node.condition(winner) for node, winner in zip(task.nodes(), winners))),
            "region": points.region(task, found, winners),
            "y": points.fitted(task, found[winners]),
        }
        for number, winners in enumerate(found)
    ]


@pieces.witness("Fourier-Motzkin elimination")
def pieces_by_elimination(task):
    return [
        {
            "piece": chr(ord("A") + number),
            "condition": And(*(node.condition(winner) for node, winner in zip(task.nodes(), case.winners))),
            "region": algebra.region(case),
            "y": case.function.label,
        }
        for number, case in enumerate(algebra.cases(task))
    ]


@pieces.slip("x2 is compared with x1 on the left too, where h is 0: the diagonal is drawn through the origin")
def pieces_diagonal_everywhere(task):
    believed = dict.fromkeys(task.nodes(), 0)
    rows = linear_pieces(task, believed)
    return [
        {"piece": p.name, "condition": as_the_exam_writes(p), "region": without_repetition(p), "y": p.function.label}
        for p in rows
    ]


@answer
def number_of_patterns(task):
    """Each maximum has one winner; the patterns that occur are the choices of winners that contradict nothing."""
    return len(linear_pieces(task))


@number_of_patterns.witness("brute force over points")
def number_of_patterns_by_points(task):
    return len(points.patterns(task))


@number_of_patterns.witness("Fourier-Motzkin elimination")
def number_of_patterns_by_elimination(task):
    return len(algebra.cases(task))


@number_of_patterns.slip("all choices multiplied, without asking whether they can hold at the same point")
def number_of_patterns_by_multiplication(task):
    return prod(len(node.arguments) for node in task.nodes())


@answer
def shares(task):
    """The share of the window that each piece covers is the area of a polygon."""
    window = square(task.half_width)
    return [Rational(area(reduce(clip, piece.bounds, window)), area(window)) for piece in linear_pieces(task)]


@shares.witness("Monte Carlo")
def shares_by_chance(task, samples=4000):
    draws = np.random.default_rng(0).uniform(-task.half_width, task.half_width, (samples, 2))
    known = list(points.patterns(task))
    hits = np.eye(len(known))[[known.index(points.winners(task, x)) for x in draws]]
    mean = hits.mean(axis=0)
    return Estimate(mean, np.sqrt(mean * (1 - mean) / samples))


@shares.witness("integral over vertical slices")
def shares_by_slices(task):
    return [
        algebra.area_by_slices(case, task.half_width) / (4 * Rational(task.half_width) ** 2)
        for case in algebra.cases(task)
    ]


@shares.slip("four pieces, so a quarter each")
def shares_all_equal(task):
    return [Rational(1, len(linear_pieces(task)))] * len(linear_pieces(task))
