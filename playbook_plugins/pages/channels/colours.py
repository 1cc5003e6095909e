"""The colours of the site as plain figures, for what goes where no style sheet goes along."""

from dataclasses import dataclass
from math import cos, radians, sin

HUE = 42
"""The one setting of colour, as the style sheet has it."""
TINT = 32
"""How far paper and lines stand from it, in degrees."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One look, each colour as `#rrggbb`."""

    paper: str
    """Behind everything."""
    line: str
    """Around and between things."""
    ink: str
    """Of what is read."""
    soft: str
    """Of what is said beside it."""
    accent: str
    """Of links, and of what should be seen first."""


def colours(*, dark: bool = False) -> Colours:
    """The site's colours, as the style sheet mixes them."""
    tint = HUE + TINT
    if dark:
        return Colours(as_hex(0.20, 0.012, tint), as_hex(0.39, 0.025, tint), as_hex(0.93, 0.012, HUE), as_hex(0.77, 0.02, HUE), as_hex(0.82, 0.09, HUE))
    return Colours(as_hex(0.987, 0.007, tint), as_hex(0.87, 0.03, tint), as_hex(0.26, 0.025, HUE), as_hex(0.44, 0.03, HUE), as_hex(0.45, 0.125, HUE))


def as_hex(light: float, chroma: float, hue: float) -> str:
    """A colour of OKLCH (lightness and chroma from 0 to 1, hue in degrees) as `#rrggbb`; what a screen cannot show becomes the nearest step."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return "#" + "".join(f"{_step(part):02x}" for part in (red, green, blue))


def _step(part: float) -> int:
    part = min(max(part, 0.0), 1.0)
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
