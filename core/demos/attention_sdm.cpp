// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/sdm_panels.h"
#include "core/base/number_text.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr int kMostPatterns = 2000;

enum class PatternSource { Random, Text, Glyphs };
constexpr Option kSourceOptions[] = {
    {"random", {"Random bits", "乱数のビット"}},
    {"text", {"Words of a text", "テキストの単語"}},
    {"glyphs", {"Letters of 8 × 8 cells", "8 × 8 マスの文字"}},
};
constexpr ChoiceParam kPatternSource{
    .id = "source",
    .label = {"Patterns", "パターン"},
    .options = kSourceOptions,
    .help = {"What is stored: independent fair bits, the bytes of words, or small pictures.",
             "記憶する内容です。独立な乱数ビット、単語のバイト列、または小さな絵を選びます。"},
};
template <PatternSource source>
bool takes(const ParameterSet& values)
{
    return values.as<PatternSource>(kPatternSource) == source;
}
template <PatternSource source>
bool takesNot(const ParameterSet& values)
{
    return !takes<source>(values);
}

constexpr TextParam kText{
    .id = "text",
    .label = {"Text", "テキスト"},
    .initial =
        "attention approximates sparse distributed memory: patterns are stored by neurons around them and "
        "retrieved from queries nearby, even where noise has flipped some of their bits",
    .help = {"Each different word is one pattern: its bytes, cut off or filled with blanks to n bits.",
             "異なる単語がそれぞれ 1 つのパターンです。バイト列を n ビットに切り詰めるか空白で埋めます。"},
    .enabledWhen = takes<PatternSource::Text>,
};
constexpr IntParam kBits{
    .id = "bits",
    .label = {"Address bits n", "アドレスのビット数 n"},
    .min = 16,
    .max = kMostAddressBits,
    .initial = 64,
    .help = {"Length of a pattern; the letters have 64 cells.",
             "パターンの長さです（文字の絵は 64 マスです）。"},
    .enabledWhen = takesNot<PatternSource::Glyphs>,
};
int bitsOf(const ParameterSet& values)
{
    return takes<PatternSource::Glyphs>(values) ? kGlyphBits : values[kBits];
}
int halfOf(const ParameterSet& values) { return bitsOf(values) / 2; }

constexpr IntParam kRadius{
    .id = "radius",
    .label = {"Hamming radius d", "Hamming 半径 d"},
    .min = 1,
    .max = kMostAddressBits / 2,
    .initial = 11,
    .unit = "bits",
    .help =
        {"A pattern is written to, and a query read from, every neuron within this distance; at most n/2.",
         "この距離以内にあるすべてのニューロンに書き込み、そこから読み出します（最大 n/2）。"},
    .reach = halfOf,
};
constexpr IntParam kPatterns{
    .id = "patterns",
    .label = {"Patterns m", "パターン数 m"},
    .min = 10,
    .max = kMostPatterns,
    .initial = 200,
    .scale = Scale::Log,
    .help = {"How many are stored; of a text, at most so many words.",
             "記憶する個数です。テキストでは、その上限です。"},
    .enabledWhen = takesNot<PatternSource::Glyphs>,
};
constexpr IntParam kTarget{
    .id = "target",
    .label = {"Target", "目標"},
    .min = 1,
    .max = kMostPatterns,
    .initial = 1,
    .help = {"Which of the patterns the query is made from; past the end: the last.",
             "クエリのもとにするパターンの番号です（範囲外なら最後のもの）。"},
};
constexpr IntParam kFlips{
    .id = "flips",
    .label = {"Flipped bits", "反転ビット数"},
    .min = 0,
    .max = kMostAddressBits / 2,
    .initial = 8,
    .unit = "bits",
    .help = {"How many bits of the query are wrong; at most n/2.", "クエリの誤りビット数です（最大 n/2）。"},
    .reach = halfOf,
};
constexpr IntParam kNeurons{
    .id = "neurons",
    .label = {"Neurons r", "ニューロン数 r"},
    .min = 100,
    .max = 32768,
    .initial = 10000,
    .scale = Scale::Log,
    .keyword = {"all", {"one at every address", "全アドレスに 1 個"}},
    .keywordIsInitial = true,
    .help = {"A number adds a memory of so many neurons at random addresses to the views of recall.",
             "個数を選ぶと、無作為なアドレスにその数のニューロンを置いた記憶を想起のビューに加えます。"},
};
constexpr Option kFitOptions[] = {
    {"whole", {"0 … 2d", "0 … 2d"}},
    {"near", {"0 … d", "0 … d"}},
};
constexpr ChoiceParam kFit{
    .id = "fit",
    .label = {"Fit over distances", "当てはめる距離"},
    .options = kFitOptions,
    .help = {"Where ln I(v) is fitted by a line, whose slope is β.",
             "ln I(v) を直線で近似する範囲です。傾きが β です。"},
};
constexpr IntParam kSteps{
    .id = "steps",
    .label = {"Reads", "読み出し回数"},
    .min = 1,
    .max = 10,
    .initial = 4,
    .help = {"How often the read is fed back as the query.", "読み出しをクエリとして入れ直す回数です。"},
};

struct Target {
    BitPattern pattern, query;
};

/// The pattern that is asked for and the query made from it, before any cell is changed by hand.
Target targetOf(const ParameterSet& values, const std::vector<BitPattern>& patterns, int seed)
{
    const auto index = std::min(static_cast<std::size_t>(values[kTarget]), patterns.size()) - 1;
    Random random(static_cast<std::uint64_t>(seed));
    const int bits = bitsOf(values);
    return {patterns[index], withFlips(patterns[index], bits, std::min(values[kFlips], bits / 2), random)};
}

std::vector<BitPattern> glyphs() { return {glyphPatterns().begin(), glyphPatterns().end()}; }

Result<MatrixValues> queryGlyph(const ParameterSet& values, int seed, const Input*)
{
    constexpr auto kSide = static_cast<std::size_t>(kGlyphSide);
    MatrixValues cells{kSide, kSide, Samples(kSide * kSide)};
    const BitPattern query = targetOf(values, glyphs(), seed).query;
    for (int bit = 0; bit < kGlyphBits; ++bit)
        cells.values[static_cast<std::size_t>(bit)] = query.at(bit) ? 1 : 0;
    return cells;
}

constexpr MatrixParam kDrawn{
    .id = "drawn",
    .label = {"Cells of the query", "クエリのマス"},
    .preset = queryGlyph,
    .help = {"The query as a picture: set cells to 1 or 0 by hand; above ½ counts as 1.",
             "クエリの絵です。マスを 1 か 0 に書き換えられます（½ を超えると 1 とみなします）。"},
    .enabledWhen = takes<PatternSource::Glyphs>,
};

Result<std::vector<BitPattern>> patternsOf(const Request& request)
{
    const ParameterSet& values = request.values;
    if (takes<PatternSource::Glyphs>(values))
        return glyphs();
    const auto count = static_cast<std::size_t>(values[kPatterns]);
    if (takes<PatternSource::Text>(values))
        return patternsOfText(values[kText], values[kBits], count);
    Random random(static_cast<std::uint64_t>(request.seed) + 1000003);
    std::vector<BitPattern> patterns;
    while (patterns.size() < count)
        patterns.push_back(randomPattern(values[kBits], random));
    return patterns;
}

Result<BitPattern> queryOf(const Request& request, const Target& target)
{
    if (!takes<PatternSource::Glyphs>(request.values))
        return target.query;
    const auto edited =
        applyMatrixEdits(queryGlyph(request.values, request.seed, nullptr), request.values[kDrawn]);
    if (!edited)
        return edited.error();
    BitPattern query;
    for (int bit = 0; bit < kGlyphBits; ++bit)
        if (edited->matrix.values[static_cast<std::size_t>(bit)] > 0.5)
            query.set(bit);
    return query;
}

Result<SdmScene> sceneOf(const Request& request)
{
    const ParameterSet& values = request.values;
    Result<std::vector<BitPattern>> patterns = patternsOf(request);
    if (!patterns)
        return patterns.error();
    const int bits = bitsOf(values);
    SdmSettings settings{.bits = bits,
                         .radius = std::min(values[kRadius], bits / 2),
                         .steps = values[kSteps],
                         .seed = static_cast<std::uint64_t>(request.seed)};
    settings.flips = std::min(values[kFlips], bits / 2);
    settings.fitLast = values.as<int>(kFit) == 0 ? std::min(2 * settings.radius, bits) : settings.radius;
    if (const auto neurons = values.given(kNeurons))
        settings.neurons = static_cast<std::size_t>(*neurons);
    const Target target = targetOf(values, *patterns, request.seed);
    const Result<BitPattern> query = queryOf(request, target);
    if (!query)
        return query.error();
    SdmScene scene = sdmScene(settings, *std::move(patterns), target.pattern, *query);
    scene.ofText = takes<PatternSource::Text>(values);
    return scene;
}

double variationOf(const SdmScene& scene)
{
    return totalVariation(scene.memory.shares(scene.query), scene.attention.shares(scene.query));
}

const Text kPaper{"Bricken and Pehlevan (2021), read weights of SDM and their fit",
                  "Bricken・Pehlevan (2021)、SDM の読み出し重みとその当てはめ"};

Claim latticeClaim(const SdmScene& scene)
{
    const auto lattice = ballOverlapsByLattice(scene.settings.bits, scene.settings.radius);
    double differing = 0;
    for (std::size_t v = 0; v < lattice.size(); ++v)
        differing += lattice[v] != scene.overlaps[v] ? 1 : 0;
    return identityClaim(
        "lattice-is-lune",
        {"Counting shared addresses over the lattice and removing lunes give the same whole numbers: "
         "distances at which they differ.",
         "格子上の数え上げと、三日月形を除いていく計算は同じ整数になる：異なる距離の個数。"},
        {"Kanerva (1988), appendix B; Bricken and Pehlevan (2021), appendix on circle intersections",
         "Kanerva (1988)、付録 B；Bricken・Pehlevan (2021)、球の交わりの付録"},
        0, differing);
}

Claim parityClaim(const SdmScene& scene)
{
    const std::vector<AddressCount>& overlaps = scene.overlaps;
    double broken = 0;
    for (std::size_t v = 2; v < overlaps.size(); v += 2)
        broken += overlaps[v - 1] != overlaps[v] ? 1 : 0;
    for (auto v = 2 * static_cast<std::size_t>(scene.settings.radius) + 1; v < overlaps.size(); ++v)
        broken += overlaps[v] != 0 ? 1 : 0;
    return identityClaim(
        "steps-come-in-pairs",
        {"I(2k − 1) = I(2k), and I(v) = 0 for v > 2d: distances at which this fails.",
         "I(2k − 1) = I(2k)、また v > 2d で I(v) = 0：成り立たない距離の個数。"},
        {"The lune form: only odd steps lose addresses", "三日月形による式：奇数の段でのみ失われる"}, 0,
        broken);
}

/// Every pair of addresses, one from each ball, counted by the distance between the centres.
Claim totalClaim(const SdmScene& scene)
{
    const int bits = scene.settings.bits;
    double total = 0;
    double choices = 1;
    for (int v = 0; v <= bits; ++v) {
        total += choices * scene.memory.weightAt(v);
        choices *= static_cast<double>(bits - v) / (v + 1);
    }
    const double ball = asDouble(scene.overlaps.front());
    return identityClaim(
        "overlaps-add-up",
        {"Over all places of the second centre the overlaps add up to the square of the ball: relative "
         "difference.",
         "第 2 の中心をすべてのアドレスに置いたときの重なりの合計は球の大きさの 2 乗である：相対差。"},
        {"Double counting: each address of a ball has a ball of centres around it",
         "二重の数え上げ：球の各アドレスのまわりに中心の球がある"},
        1e-12, std::abs(total / ball - 1));
}

Claim linearityClaim(const SdmScene& scene)
{
    return {
        .id = "log-linear",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement = {"The overlap is close to exponential in the cosine: R² of the line through ln I(v).",
                      "重なりはコサインのほぼ指数関数である：ln I(v) に当てはめた直線の R²。"},
        .source = kPaper,
        .expected = 0.9,
        .measured = scene.fit.rSquared,
        .remark = {
            "The steps of pairs and the fall at 2d bend the line: most for large balls over their whole "
            "reach.",
            "2 つずつの段と 2d での落ち込みが直線からずれる。大きな球を端まで当てはめると最も目立つ。"}};
}

Claim variationClaim(const SdmScene& scene)
{
    return {.id = "reads-alike",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement = {"SDM and attention weigh the stored patterns alike at this query: total variation.",
                          "このクエリで SDM と注意機構はパターンにほぼ同じ重みを与える：全変動距離。"},
            .source = kPaper,
            .expected = 0.1,
            .measured = variationOf(scene),
            .remark = {"They agree near the target only. Further out SDM falls faster than exp(βx), and "
                       "beyond 2d it reads "
                       "nothing; correlated patterns such as words make this worse.",
                       "一致するのは目標の近くだけである。離れると SDM は exp(βx) より速く減り、2d "
                       "を超えると何も読まない。単語のように相関のあるパターンではずれが大きい。"}};
}

Claim radiusClaim()
{
    return {
        .id = "snr-radius",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::Equal,
        .statement = {"For n = 64, m = 1024 and r = 2⁶⁴ the radius of the best signal-to-noise ratio is 11.",
                      "n = 64、m = 1024、r = 2⁶⁴ のとき信号対雑音比が最良となる半径は 11 である。"},
        .source = {"Bricken and Pehlevan (2021), optimal radii (second-hand); the rule is recomputed",
                   "Bricken・Pehlevan (2021)、最適な半径（二次情報）。式から再計算"},
        .expected = 11,
        .measured = static_cast<double>(signalToNoiseRadius(64, 1024, 64))};
}

std::vector<Readout> readoutsOf(const SdmScene& scene)
{
    const auto wrongBits = [&](const PatternMemory& memory) {
        return static_cast<double>(hammingDistance(memory.read(scene.query), scene.target));
    };
    return {
        {.id = "beta", .label = {"β of the fit", "当てはめた β"}, .value = scene.fit.slope},
        {.id = "r-squared", .label = {"R² of the fit", "当てはめの R²"}, .value = scene.fit.rSquared},
        {.id = "snr-radius",
         .label = {"Radius of the best signal to noise", "信号対雑音比が最良の半径"},
         .value = static_cast<double>(signalToNoiseRadius(
             scene.settings.bits, static_cast<double>(scene.memory.patterns().size()), scene.log2Neurons())),
         .unit = "bits"},
        {.id = "total-variation",
         .label = {"Total variation of the weights", "重みの全変動距離"},
         .value = variationOf(scene)},
        {.id = "wrong-bits",
         .label = {"Wrong bits after one read, SDM", "1 回の読み出し後の誤りビット数（SDM）"},
         .value = wrongBits(scene.memory)},
        {.id = "wrong-bits-attention",
         .label = {"Wrong bits after one read, attention", "1 回の読み出し後の誤りビット数（注意機構）"},
         .value = wrongBits(scene.attention)}};
}

std::vector<Text> noticesOf(const SdmScene& scene)
{
    std::vector<Text> notices;
    const Samples shares = scene.memory.shares(scene.query);
    if (std::ranges::all_of(shares, [](double share) { return share == 0; }))
        notices.push_back(
            text("No pattern lies within 2d = {} bits of the query: its ball meets no other, so SDM reads "
                 "nothing and leaves the query as it is. Raise radius or lower flips.",
                 "クエリから 2d = {} ビット以内にパターンがありません。球がどれとも重ならないため、SDM "
                 "は何も読み出さずクエリのままになります。radius を上げるか flips を下げてください。",
                 2 * scene.settings.radius));
    if (scene.settings.neurons && scene.answering() < 1)
        notices.push_back(
            text("Of the {0} sampled neurons {1:.2g} answer a query on average: too few to read from. Raise "
                 "radius (the best signal to noise is at the radius shown) or neurons.",
                 "無作為に置いた {0} 個のニューロンのうち、クエリに反応するのは平均 {1:.2g} "
                 "個で、読み出すには足りません。radius（信号対雑音比が最良の半径を参照）か neurons "
                 "を上げてください。",
                 *scene.settings.neurons, scene.answering()));
    return notices;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    if (!context.advance(0, 2))
        return RunContext::cancelled();
    const Result<SdmScene> scene = sceneOf(request);
    if (!scene)
        return scene.error();
    Result<std::vector<Panel>> panels = sdmPanels(request, *scene, context);
    if (!panels)
        return panels.error();
    return Figure{
        .panels = *std::move(panels),
        .columns = 2,
        .readouts = readoutsOf(*scene),
        .claims = {latticeClaim(*scene), parityClaim(*scene), totalClaim(*scene), linearityClaim(*scene),
                   variationClaim(*scene), radiusClaim()},
        .convention =
            {"I(v): addresses within d of both of two addresses v bits apart, exact whole numbers; the fit "
             "gives every distance the same weight; a read takes each bit by the weighted majority.",
             "I(v) は、v ビット離れた 2 つのアドレスの両方から距離 d "
             "以内にあるアドレスの個数（厳密な整数）。当てはめではどの距離も同じ重みとし、"
             "読み出しは各ビットを重み付き多数決で決める。"},
        .notices = noticesOf(*scene)};
}

} // namespace

namespace demos {

Demo attention_sdm()
{
    return {
        .id = "attention-sdm",
        .papers = {"attention-sdm"},
        .title = {"Attention as a sparse distributed memory", "疎分散記憶としての注意機構"},
        .summary = {"Two balls around query and pattern overlap by a number of addresses that falls almost "
                    "exponentially with their distance: a memory that reads like softmax.",
                    "クエリとパターンのまわりの 2 つの球の重なりは、距離とともにほぼ指数的に減ります。"
                    "そのため、この記憶の読み出しは softmax によく似ます。"},
        .parameters = {kPatternSource, kText, kBits, kRadius, kPatterns, kTarget, kFlips, kDrawn, kFit,
                       kSteps, kNeurons},
        .panels = {{"overlap", {"Overlap of two balls", "2 つの球の重なり"}},
                   {"residuals", {"Residuals of the fit", "当てはめの残差"}},
                   {"read-weights", {"Weights of the patterns", "パターンの重み"}},
                   {"recall", {"Recall as a picture", "想起の絵"}},
                   {"distance", {"Wrong bits by read", "読み出しごとの誤り"}},
                   {"temperature", {"β against the radius", "半径と β"}},
                   {"sphere", {"Caps of the sphere", "球面上の球冠"}},
                   {"convergence", {"Recall against noise", "雑音と復元率"}}},
        .compute = compute,
        .views = {
            {{"Overlap and softmax", "重なりと softmax"}, {"overlap", "residuals", "read-weights", "recall"}},
            {{"Recall, read by read", "読み出しの反復"}, {"recall", "distance"}},
            {{"Radius and temperature", "半径と温度"}, {"temperature", "sphere"}},
            {{"How much noise", "どこまで復元できるか"}, {"convergence"}}}};
}

} // namespace demos
} // namespace kaba
