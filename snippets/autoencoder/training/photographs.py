"""The images: square crops of seven photographs that come with Python packages, so that nothing is downloaded."""

from dataclasses import dataclass
from math import exp, log
from pathlib import Path

import matplotlib
import numpy as np
import skimage
import sklearn
from PIL import Image

__all__ = ["HELD_OUT", "SIDE", "SOURCES", "TRAINING", "Photograph", "crops", "held_out_set", "new_set", "training_set"]

SIDE = 32
PER_PHOTOGRAPH = 100
PACKAGES = {
    "scikit-image": Path(skimage.__file__).parent / "data",
    "scikit-learn": Path(sklearn.__file__).parent / "datasets" / "images",
    "matplotlib": Path(matplotlib.get_data_path()) / "sample_data",
}


@dataclass(frozen=True)
class Photograph:
    """One photograph: where it is, who took it, under which licence, and what it is used for."""

    name: str
    file: str
    package: str
    author: str
    licence: str
    source: str
    use: str  # "training" or "held out"
    changes: str = "cropped and resized"

    def pixels(self):
        """The whole photograph as Pillow opens it, in RGB."""
        with Image.open(PACKAGES[self.package] / self.file) as image:
            return image.convert("RGB")


CC_BY = "CC BY 2.0"
SOURCES = (
    Photograph("astronaut", "astronaut.png", "scikit-image", "NASA", "public domain", "NASA Great Images", "training"),
    Photograph("coffee", "coffee.png", "scikit-image", "Rachel Michetti", "CC0", "Pikolo Espresso Bar", "training"),
    Photograph("retina", "retina.jpg", "scikit-image", "Mikael Häggström", "CC0", "Wikimedia Commons", "training"),
    Photograph("china", "china.jpg", "scikit-learn", "danielbuechele", CC_BY, "Flickr, photo 6061409035", "training"),
    Photograph("flower", "flower.jpg", "scikit-learn", "vultilion", CC_BY, "Flickr, photo 6056698931", "training"),
    Photograph("chelsea", "chelsea.png", "scikit-image", "Stefan van der Walt", "CC0", "scikit-image", "held out"),
    Photograph("hopper", "grace_hopper.jpg", "matplotlib", "US Navy", "public domain", "Wikimedia Commons", "held out"),
)
TRAINING = tuple(photograph for photograph in SOURCES if photograph.use == "training")
HELD_OUT = tuple(photograph for photograph in SOURCES if photograph.use == "held out")


def crops(photograph, count, rng):
    """Square crops, the side log-uniform from SIDE to the short side; float32 in [0, 1], count x 3 x SIDE x SIDE."""
    image = photograph.pixels()
    found = []
    for _ in range(count):
        side = round(exp(rng.uniform(log(SIDE), log(min(image.size)))))
        left, top = (int(rng.integers(length - side + 1)) for length in image.size)
        method = Image.Resampling.LANCZOS if side % SIDE else Image.Resampling.BOX
        small = image.crop((left, top, left + side, top + side)).resize((SIDE, SIDE), method)
        found.append(np.asarray(small, np.float32).transpose(2, 0, 1) / 255)
    return np.stack(found)


def _set(photographs, seed):
    rng = np.random.default_rng(seed)
    return np.concatenate([crops(photograph, PER_PHOTOGRAPH, rng) for photograph in photographs])


def training_set():
    """The 500 images of the exam: 100 crops of each of five photographs."""
    return _set(TRAINING, 0)


def held_out_set():
    """200 crops of two photographs that no net has seen."""
    return _set(HELD_OUT, 1)


def new_set():
    """Other crops of the five photographs that the nets were trained on."""
    return _set(TRAINING, 2)
