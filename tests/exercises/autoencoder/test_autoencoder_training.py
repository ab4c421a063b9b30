"""Exercise 5, what is trained: the photographs, the nets, the recipes, and that nothing else is part of it."""

import ast
import hashlib
import subprocess
import sys

import numpy as np
import pytest
import torch

from scripts.computing import train as worker
from scripts.computing.nets import nets
from scripts.model.paths import here
from snippets.autoencoder import trained as store
from snippets.autoencoder.training import experiments, photographs, programs, recipes
from snippets.autoencoder.training.nets import PixelUNet, doubled
from snippets.autoencoder.training.photographs import HELD_OUT, SOURCES, TRAINING, crops
from tests.some import full

ROOT = here().root
FOLDER = ROOT / "snippets" / "autoencoder" / "training"


def some_images(count=25, size=32):
    return torch.from_numpy(np.random.default_rng(0).random((count, 3, size, size), dtype=np.float32))


@pytest.fixture
def small(monkeypatch):
    """The experiments with a few images and steps."""
    images = some_images(50)
    monkeypatch.setattr(experiments, "images_of", lambda name: images)
    monkeypatch.setattr(experiments, "STEPS", 3)
    by_recipe = experiments.by_recipe
    monkeypatch.setattr(experiments, "by_recipe", lambda epochs, *parts: by_recipe(2, *parts))
    yield images
    torch.use_deterministic_algorithms(False)


# Nothing else is part of it


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_training_imports_nothing_of_ours_but_its_own_modules(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 1 or not (node.module or "").startswith(("snippets", "scripts"))
            assert node.level < 2
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith(("snippets", "scripts")) for alias in node.names)


@full
def test_a_worker_runs_no_module_of_the_exercise():
    code = "import sys; from scripts.computing.nets import nets; from scripts.computing.train import experiments; "
    code += "experiments(nets()['colour']); print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "training.experiments" in run.stdout.split()
    assert not [name for name in run.stdout.split() if name.startswith("snippets")]


# The photographs


def test_every_photograph_is_there_and_credited():
    for photograph in SOURCES:
        assert min(photograph.pixels().size) >= photographs.SIDE
        assert photograph.pixels().mode == "RGB"
        assert all([photograph.author, photograph.licence, photograph.source, photograph.changes])
    assert {photograph.use for photograph in SOURCES} == {"training", "held out"}


def test_no_photograph_is_both_trained_on_and_held_out():
    def contents(photographs):
        return {hashlib.sha256(photograph.pixels().tobytes()).hexdigest() for photograph in photographs}

    assert len(contents(TRAINING)) == 5
    assert len(contents(HELD_OUT)) == 2
    assert not contents(TRAINING) & contents(HELD_OUT)


def test_crops_are_numbers_from_0_to_1_channels_first_and_repeatable():
    first, again, other = (crops(HELD_OUT[0], 5, np.random.default_rng(seed)) for seed in (4, 4, 5))
    assert first.shape == (5, 3, 32, 32)
    assert first.dtype == np.float32
    assert first.min() >= 0
    assert 0.1 < first.max() <= 1
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_crop_keeps_the_mean_of_its_square(monkeypatch):
    class Whole:
        """A generator that chooses the largest square."""

        def uniform(self, low, high):
            return high

        def integers(self, high):
            return 0

    photograph = TRAINING[0]  # 512 x 512: reduced by whole blocks of 16 x 16
    whole = np.asarray(photograph.pixels(), float).transpose(2, 0, 1) / 255
    blocks = whole.reshape(3, 32, 16, 32, 16).mean((2, 4))
    np.testing.assert_allclose(
        crops(photograph, 1, Whole())[0], blocks, atol=1.01 / 255
    )  # rounded by rows, then by columns


def test_the_sets_have_the_sizes_of_the_exam_and_differ(monkeypatch):
    monkeypatch.setattr(photographs, "PER_PHOTOGRAPH", 2)
    training, new, held_out = photographs.training_set(), photographs.new_set(), photographs.held_out_set()
    assert [len(images) for images in (training, new, held_out)] == [10, 10, 4]
    assert not np.array_equal(training, new)
    monkeypatch.undo()
    assert photographs.PER_PHOTOGRAPH * len(TRAINING) == 500
    assert experiments.images_of("held_out").shape == (200, 3, 32, 32)


# The nets


@pytest.mark.parametrize(("inputs", "residual"), [(1, True), (1, False), (3, False), (4, False), (4, True)])
@pytest.mark.parametrize("size", [(32, 32), (64, 32), (8, 16)])
def test_a_net_keeps_height_and_width_and_returns_three_channels(inputs, residual, size):
    assert PixelUNet(inputs, (4, 8, 16), residual)(torch.zeros(2, inputs, *size)).shape == (2, 3, *size)


def test_a_residual_net_that_has_learned_nothing_returns_what_it_was_given():
    for inputs in (1, 4):
        net = PixelUNet(inputs, (4, 8, 16), residual=True)
        torch.nn.init.zeros_(net.out.weight)
        torch.nn.init.zeros_(net.out.bias)
        given = torch.rand(2, inputs, 16, 16)
        assert torch.equal(net(given), given[:, :3].expand(2, 3, 16, 16))


def test_the_state_of_a_net_is_in_the_order_in_which_it_is_used():
    names = [name.partition(".")[0] for name in PixelUNet(1, (8, 16, 32)).state_dict()]
    assert list(dict.fromkeys(names)) == ["e1", "e2", "e3", "mid", "d2", "d1", "out"]
    assert sum(weights.numel() for weights in PixelUNet(1, (8, 16, 32)).parameters()) == 24732


def test_doubling_repeats_each_pixel():
    assert doubled(torch.tensor([[[[1.0, 2.0]]]])).tolist() == [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]


# The recipes


def test_the_fixed_hole_is_in_the_middle_and_the_images_stay_whole():
    images = some_images(3)
    before, missing = images.clone(), recipes.with_fixed_hole(images, None)
    assert torch.equal(images, before)
    assert (missing[:, :, 8:24, 8:24] == 0).all()
    assert ((missing == 0).sum((1, 2, 3)) == 3 * 256).all()


def test_random_holes_lie_inside_and_the_mask_tells_where():
    images = some_images(200)
    given = recipes.with_random_hole(images, np.random.default_rng(0))
    mask = given[:, 3:]
    assert (mask.sum((1, 2, 3)) == 256).all()
    assert torch.equal(given[:, :3], images * (1 - mask))
    corners = {tuple(np.argwhere(single[0].numpy())[0]) for single in mask}
    assert len(corners) > 100
    assert {0, 16} <= {row for row, _ in corners}


def test_augmentation_changes_places_brightness_and_order_of_channels_only():
    images = some_images(8)
    for augment in (recipes.flipped, recipes.permuted):
        others = augment(images, np.random.default_rng(0))
        gains = (others.mean((1, 2, 3)) / images.mean((1, 2, 3))).tolist()
        assert 0.69 < min(gains) < max(gains) < 1.11
        for image, other, gain in zip(images, others, gains):
            assert torch.allclose(other.flatten().sort()[0] / gain, image.flatten().sort()[0], atol=1e-5)
    assert recipes.unchanged(images, None) is images


def test_flips_keep_the_channels_and_permutations_do_not():
    images = some_images(8)
    shares = images.mean((2, 3)) / images.mean((1, 2, 3))[:, None]
    for augment, keeps in ((recipes.flipped, True), (recipes.permuted, False)):
        others = augment(images, np.random.default_rng(0)).mean((2, 3))
        assert torch.allclose(others / others.mean(1, keepdim=True), shares, atol=1e-4) is keeps


# The experiments


@pytest.mark.parametrize("name", experiments.TRAINED)
def test_an_experiment_stores_losses_weights_and_measurements(small, name):
    told = []
    results = experiments.TRAINED[name](lambda *progress: told.append(progress))
    assert len(results["loss"]) == (3 if name.startswith("exam") else 2)
    assert told[-1][0] == told[-1][1]
    assert results["weights/e1.bias"].shape == results["weights/e1.weight"].shape[:1]
    assert np.isfinite(results["mse/held_out"])
    assert results["predictions/held_out"].dtype == np.float16
    error = np.mean((results["predictions/training"].astype(float) - small.numpy()) ** 2)
    assert results["mse/training"] == pytest.approx(error, rel=1e-3)
    if "hole" in name:
        inside = (..., slice(8, 24), slice(8, 24))
        error = np.mean((results["predictions/new"].astype(float) - small.numpy())[inside] ** 2)
        assert results["hole/new"] == pytest.approx(error, rel=1e-3)
        assert results["hole/positions"][0] == pytest.approx(results["hole/held_out"])
        assert results["hole/positions"].shape == (len(experiments.POSITIONS),)


def test_an_experiment_comes_out_the_same_twice(small):
    first, again = (experiments.colour(lambda *progress: None) for _ in range(2))
    np.testing.assert_array_equal(first["weights/out.weight"], again["weights/out.weight"])


def test_the_program_is_run_as_it_is_and_its_losses_are_read_off(small):
    results = experiments.exam_from_nothing(lambda *progress: None)
    net = experiments.new_net(1, (4, 8, 16))
    programs.train_colour(small, net, steps=3)
    np.testing.assert_array_equal(results["weights/e1.weight"], net.e1.weight.detach().numpy())
    assert (np.diff(results["loss"]) < 0).all()


# The worker and the store


def test_the_worker_stores_what_the_experiment_returns(monkeypatch, standing_in, tmp_path, capsys):
    def made_up(progress):
        for step in (1, 2, 4):
            progress(step, 4, 0.25)
        return {"loss": np.array([1.0])}

    standing_in(trained=tmp_path)
    monkeypatch.setattr(store, "STORE", tmp_path)
    monkeypatch.setattr(worker, "nets", lambda: {"made_up": None})
    monkeypatch.setattr(worker, "experiments", lambda module: {"made_up": made_up})
    assert worker.main("made_up") == 0
    assert store.trained("made_up")["loss"].tolist() == [1]
    said = capsys.readouterr().err
    assert "made_up: step 4 of 4, loss 0.2500, 0 s left" in said
    assert "step 1" not in said
    with pytest.raises(ValueError, match="read-only"):
        store.trained("made_up")["loss"][0] = 0


def test_the_worker_knows_the_experiments(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    for _ in range(2):
        assert worker.experiments(nets()["colour"]).keys() == experiments.TRAINED.keys()


def test_a_net_that_is_not_trained_says_how_to(monkeypatch, tmp_path):
    monkeypatch.setattr(store, "STORE", tmp_path)
    with pytest.raises(store.NotTrainedError, match="make site"):
        store.trained("no_such_net")
