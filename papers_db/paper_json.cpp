// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/paper_json.h"

#include "papers_db/names.h"

#include <nlohmann/json.hpp>

namespace kaba {
namespace {

using Json = nlohmann::ordered_json;

Json authorsOf(const Paper& paper)
{
    Json list = Json::array();
    for (const Author& author : paper.authors)
        list.push_back({{"name", author.name},
                        {"given", author.given},
                        {"family", author.family},
                        {"variants", author.variants}});
    return list;
}

Json linksOf(const Paper& paper)
{
    Json list = Json::array();
    for (const Link& link : paper.links)
        list.push_back({{"kind", idOf(link.kind)}, {"url", link.url}});
    return list;
}

Json codeOf(const Paper& paper)
{
    Json list = Json::array();
    for (const CodeFact& fact : paper.code)
        list.push_back({{"state", idOf(fact.state)},
                        {"url", fact.url},
                        {"label", fact.label},
                        {"date", fact.date},
                        {"revision", fact.revision},
                        {"remark", {{"en", fact.remark.en}, {"ja", fact.remark.ja}}}});
    return list;
}

} // namespace

std::string paperJson(const Paper& paper)
{
    Json json{{"id", paper.row.id},
              {"kind", idOf(paper.row.kind)},
              {"short_name", paper.row.shortName},
              {"expansion", paper.expansion},
              {"title", paper.row.title},
              {"name_ja", paper.name.ja},
              {"title_variants", paper.titleVariants},
              {"authors", authorsOf(paper)},
              {"venue", paper.row.venue},
              {"proceedings", paper.proceedings},
              {"presentation", paper.presentation},
              {"bibtex_key", paper.bibtexKey},
              {"arxiv_id", paper.arxivId},
              {"openreview_id", paper.openreviewId},
              {"doi", paper.doi},
              {"pages", paper.pages},
              {"links", linksOf(paper)},
              {"code", codeOf(paper)}};
    if (paper.row.year)
        json["year"] = *paper.row.year;
    return Json::array({json}).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace kaba
