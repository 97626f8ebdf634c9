// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/fmmformer.h"

namespace kaba {

/// The controls of FMMformer's page.
inline constexpr IntParam kFmmTokens = tokensParam(256, 128);

/// The sources of attention, and two that are ours.
enum class FmmSource { Gaussian, Clusters, Text, File, Local, Particles };
inline constexpr Option kFmmSources[] = {
    kSourceOptions[0],
    kSourceOptions[1],
    kSourceOptions[2],
    kSourceOptions[3],
    {"local", {"Local above a background", "局所性と背景"}},
    {"particles", {"Particles, no attention", "粒子間の作用（注意ではない）"}},
};
inline constexpr ChoiceParam kFmmSource{
    .id = kSource.id,
    .label = {"Matrix", "行列"},
    .options = kFmmSources,
    .initial = static_cast<int>(FmmSource::Local),
    .help =
        {"Made of a near and a far part by design, the particles that the method comes from, or attention of "
         "queries and keys.",
         "近くと遠くの成分から作った行列、この方法の起源である粒子間の作用、またはクエリとキーの注意です。"},
};
template <FmmSource source>
bool fmmIsFrom(const ParameterSet& values)
{
    return values.as<FmmSource>(kFmmSource) == source;
}
inline bool fmmAttends(const ParameterSet& values) { return !fmmIsFrom<FmmSource::Particles>(values); }
inline bool fmmDrawsQueries(const ParameterSet& values)
{
    return values.as<FmmSource>(kFmmSource) < FmmSource::File;
}

inline constexpr IntParam kFmmDim = [] {
    IntParam dim = kDim;
    dim.enabledWhen = fmmDrawsQueries;
    return dim;
}();
inline constexpr RealParam kFmmSharpness = [] {
    RealParam sharpness = kSharpness;
    sharpness.enabledWhen = fmmDrawsQueries;
    return sharpness;
}();
inline constexpr RealParam kFmmHeight{
    .id = "height",
    .label = {"Local height a", "局所成分の高さ a"},
    .min = 0,
    .max = 8,
    .initial = 4,
    .help = {"Logits are a·e^(−|i−j|/ℓ) + c·uᵢ·vⱼ.", "ロジットは a·e^(−|i−j|/ℓ) + c·uᵢ·vⱼ です。"},
    .enabledWhen = fmmIsFrom<FmmSource::Local>,
};
inline constexpr RealParam kFmmReach{
    .id = "reach",
    .label = {"Local reach ℓ", "局所成分の届く距離 ℓ"},
    .min = 1,
    .max = 20,
    .initial = 3,
    .unit = "tokens",
    .help = {"Distance over which the local part falls by e.", "局所成分が 1/e になる距離です。"},
    .enabledWhen = fmmIsFrom<FmmSource::Local>,
};
inline constexpr RealParam kFmmBackground{
    .id = "background",
    .label = {"Background c", "背景 c"},
    .min = 0,
    .max = 2,
    .initial = 0.5,
    .help = {"Weight of the part of rank 3, u and v standard normal.",
             "階数 3 の成分の大きさです。u と v は標準正規乱数です。"},
    .enabledWhen = fmmIsFrom<FmmSource::Local>,
};
inline constexpr Option kParticleKernelOptions[] = {
    {"inverse", {"1/r", "1/r"}},
    {"logarithm", {"ln r", "ln r"}},
    {"gaussian", {"Gaussian", "ガウス"}},
};
inline constexpr ChoiceParam kParticleKernel{
    .id = "particle-kernel",
    .label = {"Action", "粒子間の作用"},
    .options = kParticleKernelOptions,
    .help = {"What two particles at distance r do to each other.", "距離 r の粒子どうしの作用です。"},
    .enabledWhen = fmmIsFrom<FmmSource::Particles>,
};
inline constexpr Option kLayoutOptions[] = {
    {"line", {"Line", "直線"}},
    {"strip", {"Strip of 8 rows", "8 行の帯"}},
};
inline constexpr ChoiceParam kParticleLayout{
    .id = "layout",
    .label = {"Particles stand in a", "粒子の並び"},
    .options = kLayoutOptions,
    .help = {"Of the particles, also in the panel of separation.",
             "粒子の並び方です。距離と階数のパネルにも効きます。"},
};
inline constexpr IntParam kFmmBand{
    .id = "band",
    .label = {"Band k", "帯の幅 k"},
    .min = 0,
    .max = 40,
    .initial = 5,
    .help = {"Pairs with |i − j| < k are near; 0: none is.",
             "|i − j| < k の対が近接場です。0 ならありません。"},
};
inline constexpr IntParam kFmmRank{
    .id = "rank",
    .label = {"Rank r of the fit", "近似の階数 r"},
    .min = 0,
    .max = 32,
    .initial = 3,
    .help =
        {"Of the best fit to what the band leaves: the least error that any far field of this rank can have.",
         "帯を除いた残りの最良近似の階数です。この階数の遠方場が達しうる最小の誤差を与えます。"},
};
inline constexpr RealParam kFmmTolerance{
    .id = "tolerance",
    .label = {"Tolerance ε of ranks", "階数を数える閾値 ε"},
    .min = 1e-8,
    .max = 0.1,
    .initial = 1e-6,
    .scale = Scale::Log,
    .help = {"Singular values above ε times the largest count.", "最大値の ε 倍を超える特異値を数えます。"},
};
inline constexpr IntParam kFmmKernels = [] {
    IntParam kernels = kFarKernels;
    kernels.label = {"Far kernels", "遠方場のカーネル数"};
    kernels.enabledWhen = fmmAttends;
    return kernels;
}();
inline constexpr RealParam kFmmNearWeight = [] {
    RealParam weight = kNearWeight;
    weight.label = {"Weight w₁ of the near field", "近接場の重み w₁"};
    weight.enabledWhen = fmmAttends;
    return weight;
}();
inline constexpr RealParam kFmmFarWeight = [] {
    RealParam weight = kFarWeight;
    weight.label = {"Weight w₂ of the far field", "遠方場の重み w₂"};
    weight.enabledWhen = fmmAttends;
    return weight;
}();

} // namespace kaba
