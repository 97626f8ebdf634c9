// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <complex>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kaba {

class ParameterSet;

using Samples = std::vector<double>;

struct Interval {
    double low = 0;
    double high = 1;
    bool operator==(const Interval&) const = default;
};

/// Where the samples of a line stand: at start + k·step, or at given places.
struct RegularGrid {
    double start = 0;
    double step = 1;
    std::size_t count = 0;
    bool operator==(const RegularGrid&) const = default;
};
using Positions = std::variant<RegularGrid, Samples>;
std::size_t countOf(const Positions& positions);
double at(const Positions& positions, std::size_t index);

/// What a series means. The theme turns meaning into pen, dash and colour, the same in every figure.
enum class Role { Input, Output, Reference, State, Error, Accent };

/// Requires of every kind below: as many y as x. A NaN is a gap.
struct Line {
    Positions x; ///< ascending, unless the line is a path
    Samples y;
    bool path = false; ///< a curve of the plane, in the order in which it is drawn: a phase portrait
    bool operator==(const Line&) const = default;
};
struct Scatter {
    Samples x, y;
    bool complex = false;
    bool operator==(const Scatter&) const = default;
}; ///< complex: x = Re, y = Im
struct Stems {
    Positions x;
    Samples y;
    bool operator==(const Stems&) const = default;
};
struct Bars {
    Positions x;
    Samples y;
    std::vector<std::string> labels = {};
    bool operator==(const Bars&) const = default;
};
struct Band {
    Positions x;
    Samples low, high;
    bool operator==(const Band&) const = default;
};
/// A straight line across the panel at one value of the axis.
struct Rule {
    enum class Axis { X, Y } axis = Axis::Y;
    double at = 0;
    bool operator==(const Rule&) const = default;
};

enum class ColourMap { Sequential, Diverging, Cyclic };

/// Element (r, c) at z[r * cols + c]; row 0 on top. x and y are the intervals that the cells cover.
struct Heatmap {
    std::size_t rows = 0, cols = 0;
    Samples z = {};
    Interval x = {}, y = {};
    std::optional<Interval> range = {}; ///< fixed colour range; Diverging stays centred at 0
    ColourMap map = ColourMap::Sequential;
    std::string unit = {};
    std::vector<std::string> rowLabels = {}, colLabels = {};
    std::size_t everySample = 1; ///< column c holds sample c * everySample
    bool operator==(const Heatmap&) const = default;
};
struct Tokens {
    std::vector<std::string> tokens;
    Samples weights;
    bool operator==(const Tokens&) const = default;
};
struct Table {
    std::vector<Text> columns;
    std::vector<std::vector<std::string>> rows;
    bool operator==(const Table&) const = default;
};
/// 8-bit RGB, row-major from the top left.
struct Image {
    std::size_t width = 0, height = 0;
    std::vector<unsigned char> rgb;
    bool operator==(const Image&) const = default;
};

using LayerData = std::variant<Line, Scatter, Stems, Bars, Band, Rule, Heatmap, Tokens, Table, Image>;

/// Says that the points of a scatter are those of a PointsParam, in its order: the reader's hand may move them.
struct Handles {
    using ToPoint = std::complex<double> (*)(std::complex<double> place, const ParameterSet& values);

    std::string parameter;
    /// From a place in the panel to the parameter's point under these settings, not finite where there is none.
    /// Null: they are the same.
    ToPoint toPoint = nullptr;
    bool operator==(const Handles&) const = default;
};

struct Layer {
    std::string id;
    Text label;
    LayerData data;
    Role role = Role::Output;
    int shade = 0; ///< tells several layers of one role apart
    std::optional<Handles> handles = {};
    bool operator==(const Layer&) const = default;
};

struct Axis {
    enum class Kind { Linear, Log };
    Text label = {};
    std::string unit = {};
    Kind kind = Kind::Linear;
    std::optional<Interval> range = {};
    std::string link = {}; ///< axes with the same non-empty name zoom and pan together
    bool operator==(const Axis&) const = default;
};

struct Panel {
    std::string id;
    Text title; ///< a phrase that says what is seen
    Axis x = {}, y = {};
    std::vector<Layer> layers = {};
    bool featured = true;     ///< shown before the reader chooses panels
    bool equalAspect = false; ///< complex planes
    bool measured = false;    ///< shows times or memory of this machine: left out unless asked for
    Text note = {};           ///< a sentence in place of or above the picture: unstable, thinned, empty
    bool operator==(const Panel&) const = default;
};

struct Readout {
    std::string id;
    Text label;
    double value = 0;
    std::string unit = {};
    bool measured = false; ///< a time or memory of this machine: left out unless asked for
    bool operator==(const Readout&) const = default;
};

/// A sentence of the theory or of a paper beside the number computed at this moment.
struct Claim {
    enum class Kind { Identity, Paper };
    enum class Relation { Equal, AtMost, AtLeast };
    std::string id;
    Kind kind = Kind::Identity;
    Relation relation = Relation::AtMost;
    Text statement;
    Text source; ///< where it stands: "HiPPO, theorem 2"
    double expected = 0;
    double measured = 0;
    double tolerance = 0; ///< of Relation::Equal, absolute
    bool timed = false;   ///< compares times or memory of this machine: left out unless asked for
    Text remark = {};     ///< why it fails here, or from where on it holds
    /// False for a NaN.
    bool holds() const;
    bool operator==(const Claim&) const = default;
};

/// A matrix or vector of the demo that leaves by NPZ beside the layers; im is empty where it is real.
struct NamedArray {
    std::string name;
    std::vector<std::size_t> shape;
    Samples re = {}, im = {};
    bool operator==(const NamedArray&) const = default;
};

/// All that a demo has to say: screen, exports, command line, accessible text and tests read this and nothing else.
struct Figure {
    std::vector<Panel> panels = {};
    int columns = 1;
    std::vector<Readout> readouts = {};
    std::vector<Claim> claims = {};
    Text convention = {};           ///< window, factor, sign in use: stands on the demo
    std::vector<Text> notices = {}; ///< unstable, samples left out, …: sentences the reader must see
    std::vector<NamedArray> arrays = {};
    bool operator==(const Figure&) const = default;
};

const Panel* findPanel(const Figure& figure, std::string_view id);

} // namespace kaba
