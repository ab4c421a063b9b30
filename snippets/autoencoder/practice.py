"""Tasks of exercise 5 to practise on: programs to write, and programs with one wrong line to mend.

Each is run, and watched from outside by the same four witnesses. The numbers are addresses: append, never renumber.
Each has a page of its own, `docs/practice/autoencoder/NUMBER.md`: here the words differ, and not the numbers alone.
"""

from snippets.autoencoder.practice_answers import (
    baseline,
    broken,
    first_layer,
    input_shape,
    line,
    mended,
    program,
    target_shape,
)
from snippets.autoencoder.practice_chance import Dark, Noise, Specks, Square
from snippets.autoencoder.practice_mends import Bytes, ChannelsLast, Exchanged, LostAxis, Outside, Visible
from snippets.autoencoder.practice_tasks import LeftHalf, Luminance, NextFrame, Rows, Shaken, Upsample

PRACTISED = (program, input_shape, target_shape, first_layer, baseline, line, broken, mended)

TASKS = {
    "1": LeftHalf(),
    "2": Noise(),
    "3": Specks(),
    "4": Luminance(),
    "5": Upsample(),
    "6": Square(),
    "7": Rows(),
    "8": NextFrame(),
    "9": Outside(),
    "10": Exchanged(),
    "11": ChannelsLast(),
    "12": Visible(),
    "13": LostAxis(),
    "14": Bytes(),
    "15": Shaken(),
    "16": Dark(),
}
