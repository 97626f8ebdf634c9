// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <fmt/format.h>

namespace kaba {
namespace {

std::string_view relationSign(Claim::Relation relation)
{
    switch (relation) {
    case Claim::Relation::Equal:
        return "=";
    case Claim::Relation::AtMost:
        return "≤";
    case Claim::Relation::AtLeast:
        return "≥";
    }
    return {};
}

/// "holds", "FAILS" for an identity, "does not hold here" for a claim of a paper.
Text verdict(const Claim& claim)
{
    if (claim.holds())
        return {"holds", "成立"};
    if (claim.kind == Claim::Kind::Identity)
        return {"FAILS", "不成立（恒等式）"};
    return {"does not hold here", "ここでは不成立"};
}

std::vector<std::string> rowOf(const Demo& demo, const Claim& claim, Language language)
{
    const std::string tolerance =
        claim.relation == Claim::Relation::Equal ? fmt::format(" ± {:.3g}", claim.tolerance) : std::string();
    return {std::string(demo.id), claim.id, verdict(claim).in(language),
            fmt::format("{:.3g} {} {:.3g}{}", claim.measured, relationSign(claim.relation), claim.expected,
                        tolerance),
            fmt::format("{} [{}]", claim.statement.in(language), claim.source.in(language))};
}

bool fails(const Claim& claim) { return claim.kind == Claim::Kind::Identity && !claim.holds(); }

} // namespace

Result<int> checkCommand(const Arguments& arguments, const Console& console)
{
    const Result<std::vector<const Demo*>> demos = demosNamed(arguments);
    if (!demos)
        return demos.error();
    int code = 0;
    for (const Demo* demo : *demos) {
        const Result<Figure> figure =
            run(*demo, {.values = ParameterSet(demo->parameters)}, console.progress(demo->id));
        console.endProgress();
        if (!figure)
            return figure.error();
        std::vector<std::vector<std::string>> rows;
        for (const Claim& claim : figure->claims) {
            rows.push_back(rowOf(*demo, claim, console.language()));
            code = fails(claim) ? 1 : code;
        }
        if (Status printed = console.print(aligned(rows)); !printed)
            return printed.error();
    }
    return code;
}

} // namespace kaba
