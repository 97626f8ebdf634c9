// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/add_views.h"
#include "core/attention/attention_controls.h"
#include "core/attention/skyformer_params.h"
#include "core/attention/skyformer_scene.h"
#include "core/base/demo.h"

#include <algorithm>
#include <array>

namespace kaba {
namespace {

constexpr int kMostTokens = 384;
constexpr double kInitialDeviation = 0.5;

constexpr IntParam kTokens = tokensParam(kMostTokens, 256);
constexpr IntParam kLandmarks = [] {
    IntParam landmarks = budgetParam(2 * kMostTokens, 64);
    landmarks.label = {"Landmarks d", "ランドマーク数 d"};
    landmarks.help = {"Rows sampled from queries and keys together; more than 2n mean 2n.",
                      "クエリとキーを合わせた中から抽出する行の数です。2n を超えると 2n とみなします。"};
    return landmarks;
}();
constexpr RealParam kAccuracy{
    .id = "accuracy",
    .label = {"Accuracy ε", "精度 ε"},
    .min = 0.001,
    .max = 0.5,
    .initial = 0.1,
    .scale = Scale::Log,
    .help = {"The error, relative to ‖C‖₂, whose statistical dimension is marked among the spectra.",
             "スペクトルの図に示す統計的次元が対応する、‖C‖₂ に対する誤差です。"},
};

std::vector<Parameter> parametersOf()
{
    std::vector<Parameter> all = attentionSourceParameters(kTokens);
    for (Parameter& parameter : all)
        if (idOf(parameter) == kSharpness.id)
            std::get<RealParam>(parameter).initial = kInitialDeviation;
    all.emplace_back(kLandmarks);
    const std::vector<Parameter> own = skyformerParameters();
    all.insert(all.end(), own.begin(), own.end());
    all.emplace_back(kAccuracy);
    return all;
}

NystromSettings settingsOf(const Request& request)
{
    return skyformerSettings({request.values, request.values[kLandmarks], request.seed});
}

Text conventionOf(const SkyformerScene& scene)
{
    return text(
        "C_ij = exp(−‖q_i − k_j‖²/(2√p)): rows are not normalised, so this is not softmax. Errors are "
        "spectral norms over ‖C‖₂. Input: {0}.",
        "C_ij = exp(−‖q_i − k_j‖²/(2√p))。行を正規化しないので softmax ではない。誤差はスペクトルノルムで、"
        "‖C‖₂ との比。入力：{1}。",
        scene.input.label.en, scene.input.label.ja);
}

/// More landmarks than there are rows mean all of them.
NystromSettings within(NystromSettings settings, Eigen::Index rows)
{
    settings.landmarks = static_cast<int>(std::min<Eigen::Index>(settings.landmarks, rows));
    return settings;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    constexpr std::array kViews{addSkyformerMatrices, addSkyformerError, addSkyformerSpectra,
                                addSkyformerInverse, addSkyformerCost};
    if (!context.advance(0, kViews.size()))
        return RunContext::cancelled();
    Result<SkyformerScene> scene =
        makeSkyformerScene(request, settingsOf(request), request.values[kAccuracy], context);
    if (!scene)
        return scene.error();
    scene->settings = within(scene->settings, 2 * scene->problem().tokens());
    Figure figure{.columns = 2, .convention = conventionOf(*scene), .notices = scene->input.notices};
    if (const Status added = addViews(kViews, *scene, figure, context); !added)
        return added.error();
    return figure;
}

} // namespace

namespace demos {

Demo skyformer()
{
    return {.id = "skyformer",
            .papers = {"skyformer"},
            .title = {"Skyformer: a kernel by its landmarks", "Skyformer：ランドマークで近似するカーネル"},
            .summary =
                {"A Gaussian kernel in place of softmax, lifted until Nyström applies, and read off a few "
                 "sampled "
                 "queries and keys: what that keeps, how fast the error falls, and what the inverse takes.",
                 "softmax の代わりにガウスカーネルを使い、Nyström "
                 "法が使える形に持ち上げて、抽出した少数のクエリと"
                 "キーから近似します。何が残るか、誤差がどう減るか、逆行列に何が要るかを示します。"},
            .parameters = parametersOf(),
            .panels = {{"kernel", {"Kernel C", "カーネル C"}},
                       {"approximation", {"Approximation", "近似"}},
                       {"difference", {"Difference", "差"}},
                       {"output", {"Outputs", "出力"}},
                       {"softmax", {"Softmax", "softmax"}},
                       {"row-sums", {"Row sums", "行の和"}},
                       {"error", {"Error against landmarks", "ランドマーク数と誤差"}},
                       {"spectra", {"Spectra", "スペクトル"}},
                       {"conditioning", {"Condition numbers", "条件数"}},
                       {"iteration", {"Iteration", "反復"}},
                       {"landmark-spectrum", {"Eigenvalues of X", "X の固有値"}},
                       {"multiply-adds", {"Multiply-adds", "積和の数"}}},
            .compute = compute,
            .views = {{{"Kernel and approximation", "カーネルと近似"},
                       {"kernel", "approximation", "difference", "output"}},
                      {{"Error against landmarks", "ランドマーク数と誤差"}, {"error"}},
                      {{"Spectra", "スペクトル"}, {"spectra", "conditioning"}},
                      {{"The inverse by iteration", "反復による逆行列"}, {"iteration", "landmark-spectrum"}},
                      {{"Not softmax", "softmax との違い"}, {"kernel", "softmax", "row-sums"}},
                      {{"Cost", "計算量"}, {"multiply-adds"}}}};
}

} // namespace demos
} // namespace kaba
