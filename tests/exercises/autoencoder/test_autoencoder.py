"""Exercise 5: the baselines, and every sentence on the page about who is better."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.ndimage import laplace

from scripts.computing.demo import SHOWN
from scripts.model.paths import here
from snippets.autoencoder import TASKS, baselines, limits, measurements, second_ways
from snippets.autoencoder.measurements import by_position, colour_errors, hole_errors, saturation
from snippets.autoencoder.training.experiments import POSITIONS
from snippets.autoencoder.training.nets import PixelUNet
from snippets.autoencoder.training.photographs import SOURCES

EXAM = TASKS["exam"]


def rows(answer):
    return {row["name"]: row for row in answer(EXAM)}


@pytest.fixture(scope="module")
def colour():
    return rows(colour_errors)


@pytest.fixture(scope="module")
def hole():
    return rows(hole_errors)


@pytest.fixture(scope="module")
def places():
    return {(row["top"], row["left"]): row for row in by_position(EXAM)}


# The baselines


def test_the_harmonic_fill_is_harmonic_and_stays_between_the_known_pixels():
    images = EXAM.images("held_out")[:4]
    for top, left in POSITIONS:
        whole = images.astype(float)
        whole[:, :, top : top + 16, left : left + 16] = baselines.harmonic_fill(None, images, top, left)
        residual = [[laplace(channel, mode="nearest") for channel in image] for image in whole]
        assert abs(np.array(residual)[:, :, top : top + 16, left : left + 16]).max() < 1e-10
        np.testing.assert_allclose(
            second_ways.film_by_eigenvectors(images, top, left),
            whole[:, :, top : top + 16, left : left + 16],
            atol=1e-10,
        )
        assert whole.min() >= images.min()
        assert whole.max() <= images.max()


def test_the_border_mean_takes_the_ring_that_lies_in_the_image():
    images = np.zeros((1, 3, 32, 32), np.float32)
    images[:, :, 8:24, 8:24] = 9
    images[:, :, 7, 7:25] = 1  # 18 of 68
    assert baselines.border_mean(None, images)[0, 0, 0, 0] == pytest.approx(18 / 68)
    images = np.ones((1, 3, 32, 32), np.float32)
    images[:, :, :16, :16] = 5
    assert (baselines.border_mean(None, images, 0, 0) == 1).all()


def test_the_line_recovers_a_line():
    grey = np.random.default_rng(0).random((3, 1, 8, 8))
    images = np.concatenate([grey + 0.1, grey, grey - 0.1], axis=1)
    np.testing.assert_allclose(baselines.affine_of_grey(images)(images), images, atol=1e-10)


@pytest.mark.parametrize(("inputs", "residual"), [(1, True), (1, False), (3, False), (4, True)])
def test_both_second_ways_run_the_same_net(inputs, residual):
    torch.manual_seed(0)
    net, given = PixelUNet(inputs, (4, 8, 12), residual), torch.rand(3, inputs, 16, 24)
    weights = {name: tensor.numpy() for name, tensor in net.state_dict().items()}
    with torch.no_grad():
        expected = net(given).numpy()
    np.testing.assert_allclose(second_ways.forward(weights, given.numpy(), residual), expected, atol=1e-5)
    if not residual:
        again = second_ways.forward_by_torch(net.state_dict(), given)
        np.testing.assert_allclose(again.numpy(), expected, atol=1e-5)


# What the page says of the nets: with margins, because another processor may train slightly others


def test_the_better_a_net_is_in_training_the_worse_it_is_elsewhere(colour):
    """Of the nets that start from the grey; the exam's program is level with the line, the others lose to both."""
    long, short, exam, line, grey = (
        colour[name] for name in ("colour_long", "colour", "exam_from_grey", "line per channel", "grey copied")
    )
    assert long["training"] < 0.6 * short["training"] < 0.4 * line["training"]
    assert line["training"] < 0.9 * exam["training"] < 0.8 * grey["training"]
    assert exam["held_out"] == pytest.approx(line["held_out"], rel=0.1)
    assert max(exam["held_out"], line["held_out"]) < 0.9 * grey["held_out"]
    assert grey["held_out"] < 0.97 * short["held_out"] < 0.8 * long["held_out"]
    assert exam["chelsea"] > 2 * line["chelsea"]
    assert exam["hopper"] < 0.9 * line["hopper"]


def test_our_own_recipes_lose_to_the_line_on_each_photograph(colour):
    cat = {name: row["chelsea"] for name, row in colour.items()}
    assert 3 * cat["line per channel"] < cat["colour"] < 0.95 * cat["grey copied"]
    portrait = {name: row["hopper"] for name, row in colour.items()}
    assert portrait["colour"] == pytest.approx(portrait["line per channel"], rel=0.1)
    assert min(portrait["colour"], portrait["line per channel"]) > 1.15 * portrait["grey copied"]


def test_the_nets_had_as_many_passes_as_the_page_says():
    passes = {name: len(EXAM.trained(name)["loss"]) for name in ("colour", "colour_long", "hole_fixed", "hole_random")}
    assert passes.pop("colour") == EXAM.passes
    assert set(passes.values()) == {EXAM.long_passes}


def test_from_nothing_the_exams_program_is_worse_than_one_colour(colour):
    for part in ("training", "held_out"):
        assert colour["exam_from_nothing"][part] > 1.2 * colour["mean colour"][part]


def test_from_the_grey_the_exams_program_begins_almost_where_copying_ends(colour):
    start = EXAM.trained("exam_from_grey")["loss"][0]
    assert colour["grey copied"]["training"] < start < 0.5 * colour["mean colour"]["training"]


def test_the_losses_of_the_exams_program_fall_smoothly_all_the_time():
    for name in ("exam_from_nothing", "exam_from_grey"):
        loss = EXAM.trained(name)["loss"]
        assert len(loss) == EXAM.steps
        assert (np.diff(loss) < 0).all()


def test_new_crops_of_the_same_photographs_flatter_a_net(colour):
    for name in ("colour", "colour_long"):
        assert colour[name]["new"] < 1.6 * colour[name]["training"]
        assert colour[name]["held_out"] > 2 * colour[name]["new"]


def test_nets_are_duller_than_the_truth_where_they_were_trained_and_louder_elsewhere():
    found = rows(saturation)
    truth = found.pop("truth")
    assert all(row["training"] < truth["training"] for row in found.values())
    assert max(found[name]["held_out"] for name in ("exam_from_nothing", "exam_from_grey")) < truth["held_out"]
    assert truth["held_out"] < found["colour"]["held_out"] < found["colour_long"]["held_out"]


def test_no_net_beats_the_soap_film(hole):
    for part in ("training", "new", "held_out"):
        film, ring = hole["harmonic fill"][part], hole["mean of the border"][part]
        assert film < 0.97 * hole["hole_fixed"][part] < hole["hole_random"][part] < ring


def test_on_a_single_crop_of_the_demo_a_net_can_win():
    """The page says so beside the averages."""
    images = EXAM.images("held_out")[SHOWN]
    truth, film = images[:, :, 8:24, 8:24], baselines.harmonic_fill(None, images)
    filled = EXAM.predictions("hole_fixed", "held_out")[SHOWN][:, :, 8:24, 8:24]
    of_net, of_film = (((patch - truth) ** 2).mean((1, 2, 3)) for patch in (filled, film))
    assert (of_net < of_film).sum() >= 3


def test_a_net_for_one_place_fails_one_pixel_beside_it(places):
    middle = places[8, 8]
    assert middle["hole_fixed"] < middle["hole_random"]
    assert places[8, 9]["hole_fixed"] > 2.5 * middle["hole_fixed"]
    for place, row in places.items():
        assert row["harmonic"] < row["hole_random"] < 1.5 * middle["hole_random"]
        assert place == (8, 8) or row["hole_random"] < 0.7 * row["hole_fixed"]


def test_a_photographs_part_of_the_held_out_set(colour):
    assert len(EXAM.images("chelsea")) == len(EXAM.images("hopper")) == 100
    both = [colour["colour"][name] for name in ("chelsea", "hopper")]
    assert np.mean(both) == pytest.approx(colour["colour"]["held_out"], rel=1e-4)
    stored = EXAM.trained("colour")
    assert float(stored["mse/chelsea"]) == pytest.approx(both[0], rel=1e-6)


# The pages


def test_the_credits_name_everyone():
    text = (here().docs / "credits.md").read_text(encoding="utf-8")
    for photograph in SOURCES:
        row = next(line for line in text.splitlines() if photograph.author in line and line.startswith("|"))
        assert photograph.package.lower() in row.lower()
        assert photograph.use in row
        assert photograph.licence in row
        if photograph.licence.startswith("CC BY "):
            assert photograph.changes in row
            assert "https://creativecommons.org/licenses/by/2.0/" in row


def test_two_colours_of_another_disc():
    task = replace(EXAM, disc=((0.8, 0.4, 0.2), (0.2, 0.4, 0.8)))
    value = limits.two_colours(task)
    assert value[2]["colour"] == pytest.approx([0.5, 0.4, 0.5])
    assert limits.two_colours_by_derivative(task)[2]["mse"] == pytest.approx(value[2]["mse"])


def test_the_mean_of_two_colours_wins_and_is_never_right():
    *guesses, mean = limits.two_colours(EXAM)
    assert len({round(row["grey"], 9) for row in (*guesses, mean)}) == 1
    assert all(mean["mse"] < row["mse"] for row in guesses)
    assert min(mean["if_red"], mean["if_green"]) > 0
    assert guesses[0]["if_red"] == 0
    assert guesses[1]["if_green"] == 0


def test_a_dense_film_at_the_edge_has_fewer_neighbours():
    image = np.full((1, 1, 4, 4), 0.3)
    mask = np.zeros((4, 4), bool)
    mask[:2, :2] = True
    np.testing.assert_allclose(measurements.dense_at(image, mask), 0.3)
