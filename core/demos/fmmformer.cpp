// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/fmm_scene.h"
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/contest/contest_figure.h"
#include "core/contest/contest_work.h"
#include "core/contest/contests.h"
#include "core/contest/trainers.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

const Text kSection{"FMMformer (2021), section 3", "FMMformer (2021)、3 節"};
constexpr double kRounding = 1e-14; ///< smaller errors compare as equal

double ratio(double error, double other) { return std::max(error, kRounding) / std::max(other, kRounding); }

/// The size below which `share` of all entries lie: where colours end, so that a few large entries leave the rest
/// something to see.
double sizeBelowWhich(double share, const Eigen::MatrixXd& matrix)
{
    Samples sizes(static_cast<std::size_t>(matrix.size()));
    std::ranges::transform(matrix.reshaped(), sizes.begin(), [](double entry) { return std::abs(entry); });
    const auto place =
        sizes.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sizes.size() - 1));
    std::ranges::nth_element(sizes, place);
    return *place;
}

/// A heat map whose colours end at `most`, where that is more than 0.
Panel matrixOf(const FmmScene& scene, const std::string& id, Text title, const Eigen::MatrixXd& matrix,
               bool signedValues, double most)
{
    Panel panel = tokenMatrixPanel(id, std::move(title), matrix, scene.tokens(), signedValues);
    if (most > 0)
        std::get<Heatmap>(panel.layers.front().data).range = Interval{signedValues ? -most : 0, most};
    return panel;
}

Panel withoutQueries(std::string id, Text title)
{
    return {.id = std::move(id),
            .title = std::move(title),
            .note = {"Particles have no queries and keys: choose another matrix to see the mechanism.",
                     "粒子にはクエリもキーもありません。方式を見るには別の行列を選んでください。"}};
}

Text mechanismTitle(const FmmScene& scene)
{
    const FmmSettings settings = scene.settings();
    return text("FMMformer: band k = {0}, far kernels r = {1}",
                "FMMformer：帯 k = {0}、遠方場のカーネル r = {1}", settings.band, settings.farKernels);
}

void addMatrices(const FmmScene& scene, std::vector<Panel>& panels)
{
    constexpr double kMostEntries = 0.99;
    const bool isSigned = !scene.input;
    const double most = sizeBelowWhich(kMostEntries, scene.matrix);
    const double mostFar = sizeBelowWhich(kMostEntries, scene.far);
    const auto add = [&](const std::string& id, Text title, const Eigen::MatrixXd& matrix, bool signs,
                         double end) {
        if (scene.wants(id))
            panels.push_back(matrixOf(scene, id, std::move(title), matrix, signs, end));
    };
    add("matrix", {"The whole matrix A", "行列 A 全体"}, scene.matrix, isSigned, most);
    add("near", text("Near field: |i − j| < {}", "近接場：|i − j| < {}", scene.band()),
        scene.matrix - scene.far, isSigned, most);
    add("far", {"What the band leaves, in colours of its own", "帯を除いた残り（色の範囲は別）"}, scene.far,
        isSigned, mostFar);
    add("fit", text("Its best fit of rank {}", "残りの階数 {} の最良近似", scene.rank()), scene.fit, true,
        mostFar);
    if (!scene.input)
        return;
    add("mechanism", mechanismTitle(scene), scene.found, false, most);
    add("difference", {"FMMformer minus A", "FMMformer − A"}, scene.found - scene.matrix, true, most);
}

void addPlaceholders(const FmmScene& scene, std::vector<Panel>& panels)
{
    for (const auto& [id, title] : {std::pair{"mechanism", Text("FMMformer", "FMMformer")},
                                    {"difference", Text("FMMformer minus A", "FMMformer − A")}})
        if (!scene.input && scene.wants(id))
            panels.push_back(withoutQueries(id, title));
}

std::vector<Panel> panelsOf(const FmmScene& scene)
{
    std::vector<Panel> panels;
    addMatrices(scene, panels);
    addPlaceholders(scene, panels);
    if (scene.wants("far-rank"))
        panels.push_back(rankPanel(scene.ranks, scene.rank()));
    if (scene.wants("spectrum"))
        panels.push_back(relativeSpectrumPanel(scene.spectra, scene.tolerance()));
    if (scene.wants("bandwidth"))
        panels.push_back(bandwidthPanel(scene.overBand, kFmmBands, scene.band()));
    if (scene.wants("separation"))
        panels.push_back(separationPanel(scene.separation, kFmmGaps, scene.layout()));
    if (scene.wants("cost"))
        panels.push_back(growthPanel("cost", scene.growth, Growth::MultiplyAdds));
    if (scene.wants("time") && scene.request->timings)
        panels.push_back(growthPanel("time", scene.growth, Growth::Milliseconds));
    return panels;
}

Claim paperClaim(std::string id, Text statement, double expected, double measured, Text remark)
{
    return {.id = std::move(id),
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement = std::move(statement),
            .source = kSection,
            .expected = expected,
            .measured = measured,
            .remark = std::move(remark)};
}

/// The largest size that a logit may have: what rounding scales with.
double largestLogit(const AttentionProblem& problem)
{
    return std::max(1.0, problem.scale() * problem.queries.rowwise().norm().maxCoeff() *
                             problem.keys.rowwise().norm().maxCoeff());
}

Status addIdentities(const FmmScene& scene, std::vector<Claim>& claims, const RunContext& context)
{
    const AttentionProblem& problem = scene.input->problem;
    const FmmSettings settings = scene.settings();
    const Eigen::Index band = std::max<Eigen::Index>(1, settings.band);
    const double kernels = settings.farKernels;
    const auto near = fmmAttention(problem, {.band = band, .farKernels = 0, .nearWeight = 1}, context);
    const auto far =
        fmmAttention(problem, {.band = 0, .farKernels = settings.farKernels, .farWeight = kernels}, context);
    if (!near || !far)
        return RunContext::cancelled();
    claims.push_back(
        identityClaim("band-equals-mask",
                      {"The near field, which looks at no pair outside the band, equals softmax under a "
                       "mask: relative difference "
                       "of the outputs.",
                       "帯の外を一切見ない近接場は、マスクした softmax に等しい：出力の相対差。"},
                      kSection, 1e-13 * largestLogit(problem),
                      relativeError(near->outputs, nearFieldByMask(problem, band) * problem.values)));
    claims.push_back(identityClaim(
        "far-equals-pairs",
        {"The far field in time proportional to n equals its matrix φφᵀ, each row divided by its sum: "
         "relative "
         "difference of the outputs.",
         "n に比例する計算量の遠方場は、行ごとに正規化した行列 φφᵀ に等しい：出力の相対差。"},
        kSection, 1e-13 * largestLogit(problem),
        relativeError(far->outputs, farFieldByPairs(problem, settings.farKernels) * problem.values)));
    return Done{};
}

/// Only what has queries and keys.
void addMechanismClaims(const FmmScene& scene, std::vector<Claim>& claims)
{
    claims.push_back(paperClaim(
        "near-field-helps",
        {"A near field makes linear attention better: error of FMMformer's matrix over that of its far field "
         "alone.",
         "近接場は線形注意を改善する：FMMformer の行列の誤差 ÷ 遠方場だけの誤差。"},
        1, ratio(relativeError(scene.found, scene.matrix), scene.linearError),
        {"With w₁ near 0, or without weight near the diagonal, the band adds nothing; the paper learns the "
         "weights.",
         "w₁ が 0 "
         "に近いとき、また対角付近に重みがないとき、帯は役に立ちません。論文では重みを学習します。"}));
}

const SpectrumCurve* farFieldCurve(const FmmScene& scene)
{
    const std::string id = "kernels-" + std::to_string(scene.settings().farKernels);
    const auto found = std::ranges::find(scene.spectra, id, &SpectrumCurve::id);
    return found == scene.spectra.end() ? nullptr : &*found;
}

void addRankClaims(const FmmScene& scene, std::vector<Claim>& claims)
{
    const auto place = static_cast<std::size_t>(scene.rank());
    if (const SpectrumCurve* curve = farFieldCurve(scene)) {
        const auto most = scene.input->problem.dim() * scene.settings().farKernels;
        claims.push_back(identityClaim(
            "far-rank-bound",
            text("A far field of r kernels has a rank of at most r·d = {}, not r: rank found.",
                 "r 個のカーネルの遠方場の階数は r ではなく r·d = {} 以下である：求めた階数。", most),
            kSection, static_cast<double>(most), numericalRank(curve->singular, 1e-10)));
    }
    if (scene.wants("fit"))
        claims.push_back(identityClaim(
            "eckart-young",
            {"The tail of the singular values is the error of the best fit: difference, in parts of ‖A‖.",
             "特異値の残りは最良近似の誤差に等しい：‖A‖ に対する差。"},
            {"Eckart and Young (1936)", "Eckart・Young (1936)"}, 1e-10, scene.fitDifference));
    if (scene.ranks.empty())
        return;
    const auto own = std::ranges::find(scene.ranks, scene.band(), &RankCurve::band);
    claims.push_back(paperClaim(
        "band-lowers-rank",
        text("Once the band is taken away the rest is of low rank: error of band {0} and rank {1} together "
             "over that "
             "of rank {1} alone.",
             "帯を除けば残りは低ランクである：帯 {0} と階数 {1} を合わせた誤差 ÷ 階数 {1} だけの誤差。",
             scene.band(), scene.rank()),
        1, ratio(own->errors[place], scene.ranks.front().errors[place]),
        {"Where nothing is near the diagonal, the band only cuts a smooth matrix apart.",
         "対角付近に何もないと、帯は滑らかな行列を切り離すだけです。"}));
}

void addSweepClaims(const FmmScene& scene, std::vector<Claim>& claims)
{
    if (!scene.separation.empty()) {
        const std::vector<int>& ranks = scene.separation.front().ranks;
        claims.push_back(paperClaim(
            "distance-lowers-rank",
            {"Interactions of separated clusters under 1/r are of low rank: rank with 128 particles between "
             "over that "
             "of neighbours.",
             "離れたクラスタ間の 1/r の作用は低ランクである：間に粒子 128 個をおいた階数 ÷ 隣どうしの階数。"},
            0.5, static_cast<double>(ranks.back()) / ranks.front(),
            {"At a coarse ε even neighbours have a low rank.",
             "ε が粗いと、隣どうしでも階数は低くなります。"}));
    }
    for (const TokensSweep& sweep : scene.growth)
        if (sweep.id == "fmmformer" && scene.wants("cost"))
            claims.push_back(paperClaim("cost-is-linear",
                                        {"Its cost grows in proportion to the tokens: fitted power of n of "
                                         "the counted multiply-adds.",
                                         "計算量はトークン数に比例する：数えた積和に当てはめた n のべき。"},
                                        1.05, sweep.slope(Growth::MultiplyAdds),
                                        {"The band is cut off at both ends of a short sequence.",
                                         "短い系列では帯が両端で切れます。"}));
}

Result<std::vector<Claim>> claimsOf(const FmmScene& scene, const RunContext& context)
{
    std::vector<Claim> claims;
    if (scene.input) {
        if (Status done = addIdentities(scene, claims, context); !done)
            return done.error();
        addMechanismClaims(scene, claims);
    }
    addRankClaims(scene, claims);
    addSweepClaims(scene, claims);
    return claims;
}

void addRankReadouts(const FmmScene& scene, std::vector<Readout>& readouts)
{
    if (scene.ranks.empty())
        return;
    const auto place = static_cast<std::size_t>(scene.rank());
    const auto own = std::ranges::find(scene.ranks, scene.band(), &RankCurve::band);
    readouts.push_back({.id = "error-rank",
                        .label = {"Error of the best rank r alone", "階数 r だけの最小誤差"},
                        .value = scene.ranks.front().errors[place]});
    readouts.push_back({.id = "error-band-rank",
                        .label = {"Error of band and best rank r", "帯と階数 r の最小誤差"},
                        .value = own->errors[place]});
}

std::vector<Readout> readoutsOf(const FmmScene& scene)
{
    std::vector<Readout> readouts{{.id = "error-band",
                                   .label = {"Error of the band alone", "帯だけの誤差"},
                                   .value = relativeError(scene.matrix - scene.far, scene.matrix)}};
    if (scene.input) {
        readouts.push_back({.id = "relative-error",
                            .label = {"Error of FMMformer's matrix", "FMMformer の行列の誤差"},
                            .value = relativeError(scene.found, scene.matrix)});
        readouts.push_back({.id = "error-linear",
                            .label = {"Error of the far field alone", "遠方場だけの誤差"},
                            .value = scene.linearError});
        readouts.push_back({.id = "multiply-adds",
                            .label = {"Multiply-adds", "積和の数"},
                            .value = static_cast<double>(scene.cost.multiplyAdds)});
        readouts.push_back({.id = "multiply-adds-exact",
                            .label = {"Multiply-adds, exact", "積和の数（厳密）"},
                            .value = static_cast<double>(scene.exactCost.multiplyAdds)});
    }
    addRankReadouts(scene, readouts);
    if (!scene.spectra.empty())
        readouts.push_back(
            {.id = "rank-far",
             .label = {"Rank of what the band leaves, at ε", "帯を除いた残りの ε での階数"},
             .value = static_cast<double>(numericalRank(scene.spectra[1].singular, scene.tolerance()))});
    return readouts;
}

Text conventionOf(const FmmScene& scene)
{
    if (!scene.input)
        return {"Particles at unit distance; a particle does not act on itself, except under the Gaussian. "
                "Errors are "
                "in the Frobenius norm, in parts of ‖A‖.",
                "間隔 1 の粒子。ガウス以外では自分自身への作用を 0 とする。誤差は Frobenius ノルムで ‖A‖ "
                "に対する比。"};
    return text("A is the exact softmax; near means |i − j| < k; FMMformer is w₁ D + w₂/r Σ L, rows of D and "
                "L summing to "
                "1, nothing learned. Errors are in the Frobenius norm, in parts of ‖A‖. Colours end at the "
                "99th percentile. Input: {0}.",
                "A は厳密な softmax、近接場は |i − j| < k。FMMformer は w₁ D + w₂/r Σ L（D と L の行の和は "
                "1）で、何も学習していない。誤差は Frobenius ノルムで ‖A‖ に対する比。色は 99 "
                "パーセンタイルで飽和する。入力：{1}。",
                scene.input->label.en, scene.input->label.ja);
}

Result<Figure> computeScene(const Request& request, const RunContext& context)
{
    const Result<FmmScene> scene = fmmScene(request, context);
    if (!scene)
        return scene.error();
    Result<std::vector<Claim>> claims = claimsOf(*scene, context);
    if (!claims)
        return claims.error();
    return Figure{.panels = panelsOf(*scene),
                  .columns = 2,
                  .readouts = readoutsOf(*scene),
                  .claims = *std::move(claims),
                  .convention = conventionOf(*scene),
                  .notices = scene->input ? scene->input->notices : std::vector<Text>{}};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    return contest::trainFmmformer(request, {}, context);
}

constexpr IntParam kTrainingSteps = contest::stepsParam(1500);

} // namespace

namespace contest {

Result<Figure> trainFmmformer(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return trainBeside(computeScene, fmmContest(request.values[kTrainingSteps]), request, job, context);
}

} // namespace contest

namespace demos {

Demo fmmformer()
{
    return {
        .id = "fmmformer",
        .papers = {"fmmformer"},
        .title = {"FMMformer: near field and far field", "FMMformer：近接場と遠方場"},
        .summary =
            {"Take a band off an attention matrix and look at the rank of the rest: what the fast multipole "
             "method does with particles, done with tokens.",
             "注意行列から帯を取り去り、残りの階数を見ます。高速多重極法が粒子で行うことを、トークンで行いま"
             "す。"},
        .parameters = {kFmmSource,    kFmmHeight,      kFmmReach,       kFmmBackground, kText,
                       kTokenKind,    kFmmTokens,      kFmmDim,         kFmmSharpness,  kClusters,
                       kSpread,       kParticleKernel, kParticleLayout, kFmmBand,       kFmmRank,
                       kFmmTolerance, kFmmKernels,     kFmmNearWeight,  kFmmFarWeight,  kTrainingSteps},
        .panels = {{"matrix", {"The whole matrix", "行列全体"}},
                   {"near", {"Near field", "近接場"}},
                   {"far", {"What the band leaves", "帯を除いた残り"}},
                   {"fit", {"Best fit of rank r", "階数 r の最良近似"}},
                   {"mechanism", {"Matrix of FMMformer", "FMMformer の行列"}},
                   {"difference", {"Its difference", "その差"}},
                   {"far-rank", {"Error against rank", "階数に対する誤差"}},
                   {"spectrum", {"Singular values", "特異値"}},
                   {"bandwidth", {"Error against the band", "帯の幅に対する誤差"}},
                   {"separation", {"Rank against distance", "距離と階数"}},
                   {"cost", {"Multiply-adds", "積和の数"}},
                   {"time", {"Time", "時間"}},
                   contest::kLossPanel,
                   contest::kScorePanel,
                   contest::kResultPanel},
        .compute = compute,
        .views = {{{"Near and far", "近くと遠く"}, {"matrix", "near", "far", "mechanism"}},
                  {{"Rank after the band", "帯を除いた階数"}, {"far", "fit", "far-rank", "spectrum"}},
                  {{"The mechanism", "FMMformer の方式"}, {"matrix", "mechanism", "difference", "bandwidth"}},
                  {{"Where the idea comes from", "着想の源：粒子"}, {"matrix", "separation"}},
                  {{"Cost", "計算量"}, {"cost", "time"}},
                  {{"Trained to copy", "コピーを学習"}, contest::trainingPanels(false)}}};
}

} // namespace demos
} // namespace kaba
