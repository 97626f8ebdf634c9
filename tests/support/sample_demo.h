// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <cmath>
#include <limits>
#include <memory>

namespace kaba::sample {

inline constexpr Option kRules[] = {{"bilinear", {"bilinear", "双一次"}}, {"zoh", {"ZOH", "ZOH"}}};

/// A demo with one parameter of every kind, which no program lists.
inline const Demo& demo()
{
    static const Demo kDemo{
        .id = "sample",
        .papers = {"lssl"},
        .title = {"Sample", "見本"},
        .summary = {"Everything once.", "すべて一度ずつ。"},
        .parameters =
            {IntParam{.id = "order", .label = {"Order N", "次数 N"}, .min = 1, .max = 256, .initial = 64},
             RealParam{.id = "step",
                       .label = {"Step Δ", "刻み Δ"},
                       .min = 1e-6,
                       .max = 10,
                       .initial = 0.1,
                       .keyword = {"auto", {"auto", "自動"}},
                       .keywordIsInitial = true},
             FlagParam{.id = "causal", .label = {"Causal", "因果的"}, .initial = true},
             ChoiceParam{.id = "rule", .label = {"Rule", "離散化"}, .options = kRules},
             TextParam{.id = "column", .label = {"Column", "列"}},
             CurveParam{.id = "curve", .label = {"Curve", "曲線"}}},
        .panels = {{"curves", {"Curves", "曲線"}}, {"maps", {"Maps", "地図"}}},
    };
    return kDemo;
}

/// A request whose every value differs from the initial one.
inline Request request()
{
    Request request{.values = ParameterSet(demo().parameters), .seed = 7};
    static_cast<void>(request.values.setAll("order=3;step=0.30000000000000004;causal=false;rule=zoh;"
                                            "column=\"a\\;b\" <注意> & c;curve=0.1,-1"));
    request.input =
        std::make_shared<Input>(Input{.name = "声.csv", .sha256 = "abc", .reading = "separator=tab"});
    request.panels = {"curves", "maps"};
    return request;
}

inline Figure figure()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Figure figure;
    figure.panels = {
        {.id = "curves",
         .title = {"Curves, \"quoted\"", "曲線"},
         .x = {.label = {"time t", "時刻 t"}, .unit = "s"},
         .y = {.label = {"value", "値"}, .kind = Axis::Kind::Log, .range = Interval{0.1, 10}},
         .layers =
             {{"line", {"line", "線"}, Line{RegularGrid{0, 0.001, 3}, {0.1, nan, 1e-300}}},
              {"points", {"points", "点"}, Scatter{{1, 2}, {0.30000000000000004, -0.0}, true}, Role::State},
              {"stems", {"stems", "茎"}, Stems{Samples{0, 1.5}, {1, 2}}},
              {"bars", {"bars", "棒"}, Bars{RegularGrid{0, 1, 2}, {1, 2}, {"a", "b"}}},
              {"band", {"band", "帯"}, Band{RegularGrid{0, 1, 2}, {0, 1}, {2, 3}}},
              {"rule", {"rule", "線"}, Rule{Rule::Axis::X, 0.5}}}},
        {.id = "maps",
         .title = {"Maps", "図"},
         .layers = {{"map",
                     {"map", "図"},
                     Heatmap{.rows = 2, .cols = 3, .z = {1, 2, 3, 4, 5, HUGE_VAL}, .everySample = 4}},
                    {"tokens", {"tokens", "語"}, Tokens{{"a", "b"}, {0.25, 0.75}}},
                    {"table", {"table", "表"}, Table{{{"n", "個"}, {"m", "m"}}, {{"1", "x,y"}, {"2", "z"}}}},
                    {"image", {"image", "絵"}, Image{1, 2, {0, 1, 2, 253, 254, 255}}}}}};
    figure.readouts = {{"mse", {"mean square", "平均二乗"}, 0.0207, "V²"},
                       {"kernel-ms", {"time", "時間"}, 1.5, "ms", true}};
    figure.claims = {{"bound",
                      Claim::Kind::Identity,
                      Claim::Relation::AtMost,
                      {"a = b", "a は b"},
                      Text::same("LSSL §3"),
                      1e-9,
                      1e-12},
                     {"close",
                      Claim::Kind::Paper,
                      Claim::Relation::Equal,
                      {"c", "c"},
                      Text::same("S4"),
                      2,
                      2.5,
                      0.1,
                      false,
                      {"not at this length", "この長さでは不成立"}}};
    figure.notices = {{"Look out.", "注意。"}};
    figure.arrays = {{"A", {2, 2}, {1, 2, 3, 4}}, {"lambda", {2}, {1, 2}, {3, 4}}};
    return figure;
}

} // namespace kaba::sample
