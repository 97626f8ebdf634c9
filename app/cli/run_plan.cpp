// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_plan.h"

#include "app/cli/commands.h"
#include "app/cli/data_folder.h"
#include "app/cli/slim_runs.h"
#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/base/spelling.h"
#include "core/base/unicode.h"
#include "core/figure_io/figure_data.h"
#include "core/figure_io/input_store.h"
#include "core/figure_io/recipe_input.h"
#include "core/signals/input_file.h"
#include "core/signals/read_options.h"
#include "core/signals/signal.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {
namespace {

namespace fs = std::filesystem;

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

bool looksLikeFile(const std::string& word)
{
    std::error_code ignored;
    return fs::exists(word, ignored) || word.find('/') != std::string::npos || fs::path(word).has_extension();
}

/// The ID=VALUE pairs of an option that may repeat, on top of `values`.
Status applyPairs(std::string_view option, const Arguments& arguments, ParameterSet& values)
{
    for (const std::string& setting : arguments.all(option)) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
            return usage(text("'{0} {1}' is not of the form ID=VALUE, as in {0} {2}.",
                              "「{0} {1}」は {0} {2} のような ID=値 の形ではありません。", option,
                              validUtf8(setting), option == "--set" ? "order=32" : "separator=tab"));
        const std::string id = validUtf8(setting.substr(0, equals));
        if (Status status = values.setText(id, validUtf8(setting.substr(equals + 1))); !status)
            return status;
    }
    return Done{};
}

/// The reading options of the command line on top of those that a recipe tells.
Result<std::string> readingOf(const Arguments& arguments, std::string_view start = {})
{
    Result<ParameterSet> reading = readingFrom(start);
    if (!reading)
        return reading.error();
    if (Status status = applyPairs("--read", arguments, *reading); !status)
        return status.error();
    return reading->settings(true);
}

/// The file that a recipe names, read as it says or as the command line does.
Result<std::shared_ptr<const Input>> recordedInput(const Arguments& arguments, InputReference wanted)
{
    const Result<std::string> reading = readingOf(arguments, wanted.reading);
    if (!reading)
        return reading.error();
    wanted.reading = *reading;
    return inputOf(wanted, arguments.operands.front(), InputStore(dataFolder(arguments)));
}

/// The demo at its defaults, or what the recipe says.
Result<RunPlan> startingPoint(const Arguments& arguments)
{
    const std::string& operand = arguments.operands.front();
    if (findDemo(operand) || !looksLikeFile(operand)) {
        const Result<const Demo*> demo = demoNamed(operand);
        if (!demo)
            return demo.error();
        return RunPlan{.demo = *demo, .request = {.values = ParameterSet((*demo)->parameters)}};
    }
    Result<OpenedRecipe> opened = openRecipe(operand);
    if (!opened)
        return opened.error();
    if (opened->recipe.input && !arguments.has("--input")) {
        Result<std::shared_ptr<const Input>> input = recordedInput(arguments, *opened->recipe.input);
        if (!input)
            return input.error();
        opened->request.input = *std::move(input);
    }
    return RunPlan{
        .demo = opened->demo, .request = std::move(opened->request), .style = opened->recipe.style};
}

Status applySettings(RunPlan& plan, const Arguments& arguments)
{
    return applyPairs("--set", arguments, plan.request.values);
}

Status applySeed(RunPlan& plan, const Arguments& arguments)
{
    constexpr double kLargest = 2147483647;
    const auto given = arguments.last("--seed");
    if (!given)
        return Done{};
    const auto number = parseNumber(*given);
    const bool inRange = number && *number >= 0 && *number <= kLargest;
    if (!inRange || *number != std::floor(*number))
        return usage(text("'--seed' is a whole number between 0 and 2147483647, not '{}'.",
                          "「--seed」は 0 から 2147483647 までの整数です（{}）。", validUtf8(*given)));
    plan.request.seed = static_cast<int>(*number);
    return Done{};
}

/// A file that was given but that no setting asks for is likely a slip.
void noteUnusedInput(RunPlan& plan)
{
    if (plan.request.values.find("signal") && !asksForFile(plan.request.values))
        plan.notices.push_back(text(
            "The input is read, but the settings do not use it. Add --set signal=file.",
            "入力ファイルは読みましたが、この設定では使われません。--set signal=file を加えてください。"));
}

Status applyInput(RunPlan& plan, const Arguments& arguments)
{
    const auto path = arguments.last("--input");
    if (!path)
        return Done{};
    const Result<std::string> reading = readingOf(arguments);
    if (!reading)
        return reading.error();
    Result<std::shared_ptr<const Input>> input = readInput(*path, *reading);
    if (!input)
        return input.error();
    plan.request.input = *std::move(input);
    noteUnusedInput(plan);
    return Done{};
}

Status applySweep(RunPlan& plan, const Arguments& arguments)
{
    constexpr double kLongestFrame = 60000;
    if (const auto given = arguments.last("--frame-ms")) {
        const auto number = parseNumber(*given);
        if (!number || *number < 1 || *number > kLongestFrame || *number != std::floor(*number))
            return usage(text("'--frame-ms' is a whole number between 1 and 60000, not '{}'.",
                              "「--frame-ms」は 1 から 60000 までの整数です（{}）。", validUtf8(*given)));
        plan.frameMs = static_cast<int>(*number);
    }
    const auto written = arguments.last("--sweep");
    if (!written)
        return Done{};
    Result<Sweep> sweep = parseSweep(validUtf8(*written), plan.request.values);
    if (!sweep)
        return sweep.error();
    plan.sweep = *std::move(sweep);
    if (arguments.all("--out").empty())
        return usage(
            {"--sweep makes several frames: name them with --out f-%03d.png, or one animation with --out "
             "a.webp.",
             "--sweep は複数のコマを作ります。--out f-%03d.png か、アニメーション 1 つなら --out a.webp "
             "と指定してください。"});
    return Done{};
}

/// Frames need a number in their name, and an animation needs frames.
Status checkSweepOut(const RunPlan& plan, const fs::path& out)
{
    const bool animation = out.extension() == ".webp";
    if (plan.sweep && !animation && !hasFrameNumber(out))
        return usage(text("'{}' has no place for the number of a frame: write %03d once, as in f-%03d.png.",
                          "「{}」にコマ番号の場所がありません。f-%03d.png のように %03d を 1 "
                          "度だけ書いてください。",
                          validUtf8(out.string())));
    if (!plan.sweep && animation)
        return usage(text("'{}' is an animation: say what moves with --sweep, as in --sweep order=1:64:30.",
                          "「{}」はアニメーションです。--sweep order=1:64:30 "
                          "のように何を動かすかを指定してください。",
                          validUtf8(out.string())));
    return Done{};
}

Status applyOuts(RunPlan& plan, const Arguments& arguments)
{
    constexpr std::array<std::string_view, 3> kPictures{".pdf", ".svg", ".png"};
    for (const std::string& out : arguments.all("--out")) {
        const fs::path path(out);
        const std::string suffix = path.extension().string();
        if (Status fits = checkSweepOut(plan, path); !fits)
            return fits;
        if (suffix != ".webp" && !isDataSuffix(suffix) &&
            std::ranges::find(kPictures, suffix) == kPictures.end())
            return usage(
                text("'{}' must end in .json, .csv, .npz, .pdf, .svg, .png or .kaba.",
                     "「{}」の拡張子は .json .csv .npz .pdf .svg .png .kaba のいずれかにしてください。",
                     validUtf8(out)));
        std::error_code ignored;
        if (path.has_parent_path() && !fs::is_directory(path.parent_path(), ignored))
            return Error{Error::Kind::Io, text("There is no folder '{}' to write to.",
                                               "書き込み先のフォルダ「{}」がありません。",
                                               validUtf8(path.parent_path().string()))};
        plan.outs.push_back(path);
    }
    return Done{};
}

Status applyStyle(RunPlan& plan, const Arguments& arguments)
{
    for (const char* name : {"size", "dpi", "theme", "colour-map", "font", "font-size", "title"}) {
        const auto given = arguments.last(std::string("--") + name);
        if (!given)
            continue;
        std::erase_if(plan.style, [&](const auto& entry) { return entry.first == name; });
        plan.style.emplace_back(name, validUtf8(*given));
    }
    const Result<FigureStyle> style = styleFrom(plan.style);
    return style ? Status(Done{}) : style.error();
}

/// A training is done when it is asked for; a file stands for the run that it was made of.
void applyWork(RunPlan& plan, const Arguments& arguments)
{
    if (!trainerOf(*plan.demo))
        return;
    const auto kept = arguments.last("--keep-run");
    const fs::path folder = kept ? fs::path(*kept) : dataFolder(arguments) / "runs";
    if (arguments.has("--without-weights"))
        plan.job.runs = std::make_shared<SlimRuns>(folder);
    else
        plan.job.runs = std::make_shared<learn::RunFolder>(folder);
    const bool isFile = !findDemo(arguments.operands.front());
    if (arguments.has("--missing"))
        plan.job.work = Work::Missing;
    else if (arguments.has("--retrain"))
        plan.job.work = Work::Afresh;
    else if (kept || arguments.has("--resume"))
        plan.job.work = Work::Resume;
    else if (trainsBeside(*plan.demo))
        plan.job.work = Work::Stored;
    else
        plan.job.work = isFile ? Work::Resume : Work::Afresh;
}

void applyPanels(RunPlan& plan, const Arguments& arguments)
{
    if (std::vector<std::string> panels = arguments.all("--panel"); !panels.empty())
        plan.request.panels = std::move(panels);
}

} // namespace

Result<RunPlan> planRun(const Arguments& arguments)
{
    if (arguments.operands.size() != 1)
        return usage({"Name one demo or file: kaba run hippo. kaba demos lists the demos.",
                      "デモかファイルを 1 つ指定してください：kaba run hippo。一覧は kaba demos。"});
    Result<RunPlan> plan = startingPoint(arguments);
    if (!plan)
        return plan.error();
    applyPanels(*plan, arguments);
    applyWork(*plan, arguments);
    plan->request.timings = arguments.has("--timings");
    for (const auto& apply : {applySettings, applySeed, applyStyle, applyInput, applySweep, applyOuts})
        if (Status status = apply(*plan, arguments); !status)
            return status.error();
    return plan;
}

} // namespace kaba
