# SPDX-License-Identifier: MIT
"""Line plots with logarithmic axes as SVG, readable on light and on dark pages."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 80, 150, 50, 60

# Told apart by shape as well as by colour, and of enough contrast on white and on black.
STYLES = (("#2f81c7", "circle"), ("#c9702b", "square"), ("#4f9a51", "triangle"))

STYLE_SHEET = """
text { font: 13px sans-serif; fill: #767676 }
.title { font-size: 15px; font-weight: bold }
.grid { stroke: #767676; stroke-opacity: 0.25 }
.axis { stroke: #767676 }
.line { fill: none; stroke-width: 2 }
"""


class Axis:
    """Maps values to places, by their logarithm. A zero stands one step before the first value."""

    def __init__(self, values, begin, end):
        positive = [value for value in values if value > 0]
        self.low = math.floor(math.log10(min(positive)) + 1e-9)
        self.high = math.ceil(math.log10(max(positive)) - 1e-9)
        self.has_zero = len(positive) < len(values)
        if self.has_zero:
            self.low -= 1
        self.high = max(self.high, self.low + 1)
        self.begin, self.end = begin, end

    def place(self, value):
        exponent = math.log10(value) if value > 0 else self.low
        share = (exponent - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def ticks(self):
        exponents = range(self.low, self.high + 1)
        values = [10.0 ** exponent for exponent in exponents]
        return [0] + values[1:] if self.has_zero else values


def number(value):
    for factor, suffix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= factor:
            return f"{value / factor:g}{suffix}"
    return f"{value:g}"


def size(value):
    for factor, suffix in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if value >= factor:
            return f"{value / factor:g} {suffix}"
    return f"{value:g} B"


def marker(shape, x, y, colour):
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    if shape == "square":
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{colour}"/>'
    points = f"{x:.1f},{y - 5:.1f} {x - 5:.1f},{y + 4:.1f} {x + 5:.1f},{y + 4:.1f}"
    return f'<polygon points="{points}" fill="{colour}"/>'


def text(x, y, content, anchor="start", **attributes):
    more = "".join(f' {name.strip("_")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(content)}</text>'


def plot(title, x_title, y_title, x_values, lines, x_label=number):
    """An SVG document: `lines` are (name, values) with a value for each of x_values, which are
    marked on their axis."""
    x_axis = Axis(x_values, LEFT, WIDTH - RIGHT)
    y_axis = Axis([value for _, values in lines for value in values], HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
             f'role="img" aria-label="{escape(title)}">',
             f"<style>{STYLE_SHEET}</style>", text(LEFT, 25, title, class_="title")]
    for tick in y_axis.ticks():
        y = y_axis.place(tick)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" '
                     f'y2="{y:.1f}"/>')
        parts.append(text(LEFT - 8, y + 4, number(tick), "end"))
    for tick in x_values:
        x = x_axis.place(tick)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" '
                     f'y2="{HEIGHT - BOTTOM}"/>')
        parts.append(text(x, HEIGHT - BOTTOM + 20, x_label(tick), "middle"))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 15, x_title, "middle"))
    middle = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(text(20, middle, y_title, "middle", transform=f"rotate(-90 20 {middle:.1f})"))
    parts += curves(x_axis, y_axis, x_values, lines)
    return "\n".join(parts + ["</svg>"]) + "\n"


def curves(x_axis, y_axis, x_values, lines):
    for index, (name, values) in enumerate(lines):
        colour, shape = STYLES[index % len(STYLES)]
        points = [(x_axis.place(x), y_axis.place(y)) for x, y in zip(x_values, values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline class="line" stroke="{colour}" points="{path}"/>'
        yield from (marker(shape, x, y, colour) for x, y in points)
        legend_y = TOP + 10 + 24 * index
        yield marker(shape, WIDTH - RIGHT + 20, legend_y, colour)
        yield text(WIDTH - RIGHT + 32, legend_y + 4, name)
