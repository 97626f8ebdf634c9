// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/matrix_edits.h"
#include "core/base/points.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kaba {

struct Input;
class ParameterSet;

enum class Scale { Linear, Log };

/// A word that stands in place of a number (`auto`, `last`): compute decides what it means.
struct Keyword {
    std::string_view id = {};
    Label label = {};
};

/// Says whether a parameter has an effect under the present settings. The panel greys it out where it has none;
/// its value is kept and still accepted.
using EnabledWhen = bool (*)(const ParameterSet&);

/// The greatest value that changes anything under the present settings (the last sample of a sequence): sliders and
/// animations end there; greater ones are still accepted and mean the same.
using Reach = int (*)(const ParameterSet&);

struct RealParam {
    std::string_view id;
    Label label;
    double min = 0;
    double max = 1;
    double initial = 0;
    Scale scale = Scale::Linear;
    std::string_view unit = {};
    Keyword keyword = {}; ///< empty id: none
    bool keywordIsInitial = false;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

struct IntParam {
    std::string_view id;
    Label label;
    int min = 0;
    int max = 1;
    int initial = 0;
    Scale scale = Scale::Linear;
    std::string_view unit = {};
    Keyword keyword = {};
    bool keywordIsInitial = false;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
    Reach reach = nullptr; ///< null: max
};

struct FlagParam {
    std::string_view id;
    Label label;
    bool initial = false;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

struct Option {
    std::string_view id;
    Label label;
};

struct ChoiceParam {
    std::string_view id;
    Label label;
    std::span<const Option> options; ///< in the order of the enum that ParameterSet::as<> returns
    int initial = 0;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

/// Free words: the name of a column, tokens.
struct TextParam {
    std::string_view id;
    Label label;
    std::string_view initial = {};
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

/// A short list of numbers given by hand: a curve drawn with the mouse. Text form: "0,0.5,-1". Empty by default.
struct CurveParam {
    std::string_view id;
    Label label;
    double min = -1;
    double max = 1;
    int maxPoints = 512;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

/// Points of the complex plane that the hand moves: poles. Text form: "-0.5+3.14i,-1". Empty, as it is at first, it
/// stands for the points of the preset.
struct PointsParam {
    std::string_view id;
    Label label;
    Interval re = {-1, 1}; ///< of the real parts
    Interval im = {-1, 1}; ///< of the imaginary parts
    int maxPoints = 128;
    bool conjugatePairs = true; ///< each point stands for itself and its conjugate
    /// Where the points start under the present settings: what compute takes as long as none are given.
    Points (*preset)(const ParameterSet&) = nullptr;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

/// A matrix by hand: edits of a preset, so that they survive a change of the preset. Text form:
/// matrixEditsText(). Empty by default.
struct MatrixParam {
    /// What the edits start from under the present settings; compute and the screen ask the same function.
    using Preset = Result<MatrixValues> (*)(const ParameterSet&, int seed, const Input*);
    std::string_view id;
    Label label;
    MatrixShape shape = MatrixShape::Square;
    Preset preset = nullptr;
    Label help = {};
    EnabledWhen enabledWhen = nullptr;
};

using Parameter = std::variant<RealParam, IntParam, FlagParam, ChoiceParam, TextParam, CurveParam,
                               PointsParam, MatrixParam>;

std::string_view idOf(const Parameter& parameter);
const Label& labelOf(const Parameter& parameter);
const Label& helpOf(const Parameter& parameter);
EnabledWhen enabledWhenOf(const Parameter& parameter);

/// Stands for "the keyword was chosen" in place of a number.
struct KeywordChosen {
    bool operator==(const KeywordChosen&) const = default;
};
/// double for RealParam, int for IntParam and the index of a ChoiceParam, bool for FlagParam.
using ParameterValue =
    std::variant<KeywordChosen, double, int, bool, std::string, std::vector<double>, Points, MatrixEdits>;

/// A value for every declared parameter, always within its range. The declarations outlive the set.
class ParameterSet {
public:
    explicit ParameterSet(std::span<const Parameter> declared);

    double operator[](const RealParam& parameter) const; ///< requires that no keyword stands there
    int operator[](const IntParam& parameter) const;     ///< requires that no keyword stands there
    bool operator[](const FlagParam& parameter) const;
    const std::string& operator[](const TextParam& parameter) const;
    const std::vector<double>& operator[](const CurveParam& parameter) const;
    const Points& operator[](const PointsParam& parameter) const; ///< empty: the preset's
    const MatrixEdits& operator[](const MatrixParam& parameter) const;
    template <class Enum>
    Enum as(const ChoiceParam& parameter) const
    {
        return static_cast<Enum>(choiceIndex(parameter.id));
    }

    /// The number, or nothing where the keyword stands.
    std::optional<double> given(const RealParam& parameter) const;
    std::optional<int> given(const IntParam& parameter) const;

    std::span<const Parameter> declared() const { return m_declared; }
    const ParameterValue& value(std::string_view id) const; ///< requires that id is declared
    const Parameter* find(std::string_view id) const;       ///< null where it is not
    bool isEnabled(const Parameter& parameter) const;

    /// Refuses an unknown id, a value of the wrong kind or outside its range; the set stays as it was.
    Status set(std::string_view id, ParameterValue value);
    /// The same from text: a number, a keyword, true/false, an option's id, a list "1,2,3", edits of a matrix.
    Status setText(std::string_view id, std::string_view value);
    void reset(std::string_view id);

    /// Text form of one value: shortest number that reads back the same, keyword or option id.
    std::string textOf(std::string_view id) const;
    /// "order=64;step=0.01" (';', '\' and '=' inside a text value are escaped with '\'): all values, or only those that differ from their initial one.
    std::string settings(bool onlyChanged = false) const;
    /// Reads the form above on top of the present values. All or nothing.
    Status setAll(std::string_view settings);

    bool operator==(const ParameterSet& other) const { return m_values == other.m_values; }

private:
    std::size_t indexOf(std::string_view id) const;
    int choiceIndex(std::string_view id) const;

    std::span<const Parameter> m_declared;
    std::vector<ParameterValue> m_values;
};

/// The initial value of a declaration.
ParameterValue initialValue(const Parameter& parameter);

} // namespace kaba
