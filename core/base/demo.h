// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/parameter.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// One array of an input file; im is empty where it is real. Row-major.
struct InputArray {
    std::string name; ///< column heading, NPZ member, "channel 1"; may be empty
    std::vector<std::size_t> shape;
    Samples re = {}, im = {};
    std::size_t number = 0; ///< of the column in a table of text, from 1; 0: its place among the others
};

/// A file that the reader brought, already read. Only its last name component is kept.
struct Input {
    std::string name;
    std::string sha256;
    std::vector<InputArray> arrays = {};
    std::vector<std::size_t> lines = {}; ///< of a table of text: where each of its rows begins
    double sampleRate = 0;               ///< samples per second of sound, 0 where unknown
    std::vector<Text> notices = {};      ///< what was converted or left out while reading
    std::string encoding = {};           ///< of a file of text; empty: it is none
    std::string reading = {};            ///< how the reader had it read, as read_options.h spells it
};

/// Settings whose curves stay in the figure, for comparison with those that follow.
struct Pin {
    ParameterSet values;
    int seed = 1;
    bool operator==(const Pin&) const = default;
};
inline constexpr std::size_t kMostPins = 6;

/// All that a figure depends on.
struct Request {
    ParameterSet values;
    int seed = 1;
    std::shared_ptr<const Input> input = {};
    std::vector<std::string> panels = {}; ///< wanted panels; empty: all
    bool timings = true; ///< whether what depends on this machine and moment is wanted: see Panel::measured
    std::vector<Pin> pins = {}; ///< oldest first; run() puts their curves under those of the values

    bool wants(std::string_view panel) const;
};

/// A panel that compute may give, under the name that menus show for it whatever the settings.
struct PanelName {
    std::string_view id;
    Label label = {}; ///< a few words: "Kernel"
};

/// Panels that tell one thing together: one entry of the menu of panels.
struct View {
    Label label;
    std::vector<std::string_view> panels;
};

struct Demo {
    using Compute = Result<Figure> (*)(const Request&,
                                       const RunContext&); ///< a plain function: nothing captured
    std::string_view id;
    std::vector<std::string_view> papers;
    Label title;
    Label summary;
    std::vector<Parameter> parameters;
    std::vector<PanelName> panels; ///< every panel that compute may give
    Compute compute = nullptr;
    /// The demo's stories in the order in which one would read them; the first is on show at the start. Without
    /// any, the featured panels of the figure are.
    std::vector<View> views = {};

    bool hasPanel(std::string_view panel) const;
};

/// The table that CMake writes from add_demos(), in its order.
std::span<const Demo> allDemos();
const Demo* findDemo(std::string_view id);

/// Computes and keeps only the wanted panels, with the curves of the pins; names an unknown panel. An exception becomes an
/// Error of the demo.
Result<Figure> run(const Demo& demo, const Request& request, const RunContext& context);

} // namespace kaba
