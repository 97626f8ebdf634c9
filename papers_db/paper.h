// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaba {

/// What kind of work an entry of the catalogue is.
enum class PaperKind { Paper, Model, Benchmark, Task, Dataset };

/// What was known of an official implementation on the day the fact was noted.
enum class CodeState { Repository, None, NotListed };

/// How far the reader has come with a paper.
enum class Reading { Unread, Reading, Read };

/// Where the headline result on a page comes from.
enum class ResultStatus { Reported, SecondHand, NotVerified, None };

struct Author {
    std::string name;
    std::string given = {}, family = {};    ///< both empty where nobody split the name
    std::vector<std::string> variants = {}; ///< other spellings in use
};

struct Link {
    enum class Kind { Abstract, Pdf, OpenReview, Arxiv };
    Kind kind = Kind::Abstract;
    std::string url;
};

struct CodeFact {
    CodeState state = CodeState::NotListed;
    std::string url = {};      ///< empty where there is no repository
    std::string label = {};    ///< the name the repository goes by
    std::string date = {};     ///< ISO date on which this was so; empty where unknown
    std::string revision = {}; ///< tag or commit; empty where unknown
    Text remark = {};          ///< how it was found, what is odd about it
};

/// What a list shows of a paper.
struct PaperRow {
    std::string id;
    std::optional<int> number = {}; ///< in the survey; entries of the lineage have none
    PaperKind kind = PaperKind::Paper;
    std::string shortName = {}; ///< may be empty
    std::string title;
    std::string authors = {}; ///< "A. One, B. Two"
    std::string venue = {};
    std::optional<int> year = {};
    CodeState code = CodeState::NotListed;
    Reading reading = Reading::Unread;
    std::vector<std::int64_t> tags = {}; ///< ids of Tag, in the order of their names
    bool hasNote = false;
    bool operator==(const PaperRow&) const = default;
};

/// All facts of one paper. `row` repeats what the list shows.
struct Paper {
    PaperRow row;
    std::string expansion = {}; ///< what the short name stands for
    Text name = {};             ///< of a task: its title in both languages
    std::vector<Author> authors = {};
    std::vector<std::string> titleVariants = {};
    std::string proceedings = {}, presentation = {};
    std::string bibtexKey = {}, arxivId = {}, openreviewId = {}, doi = {}, pages = {};
    std::vector<Link> links = {};
    std::vector<CodeFact> code = {};
    std::vector<std::string> groups = {}; ///< paths, "rnn/theory/learnability", in the grouping asked for
};

struct DemoNote {
    std::string demo;
    Text text;
};

/// The words of a paper's page: one plain paragraph each, with `code` as the only markup.
struct Page {
    std::string paper = {};
    Text summary = {}, method = {}, data = {}, baselines = {}, result = {};
    ResultStatus resultStatus = ResultStatus::None;
    Text resultSource = {};
    std::vector<DemoNote> demos = {}; ///< what to try in the demos of this paper
};

/// One way to sort the papers into a tree; several may stand side by side.
struct Grouping {
    std::string id;
    Text label;
    Text source;      ///< whose view it is
    bool own = false; ///< the reader's, who may change it
};

/// A node of a grouping, listed parents first and in the order of the grouping.
struct Group {
    std::string path;   ///< "rnn/theory"
    std::string parent; ///< empty at the top
    Text label;
    int depth = 1;
    int count = 0;         ///< papers in this node and below, each counted once
    std::string key = {};  ///< stays when the path changes
    Text description = {}; ///< one line, may be empty
    bool operator==(const Group&) const = default;
};

/// A directed statement about two papers: `from` → `to`.
struct Relation {
    enum class Kind { BuildsOn, SimplifiedBy, Neighbour, Evaluates, HasTask, Answers, Resembles };
    std::string from, to;
    Kind kind = Kind::BuildsOn;
    Text note = {};
    bool mainLine = false; ///< part of HiPPO → LSSL → S4 → H3
    bool own = false;      ///< drawn by the reader
    bool operator==(const Relation&) const = default;
};

/// The shipped lineage with the relations that the reader drew and the papers that take part in them.
struct Lineage {
    std::vector<PaperRow> entries;
    std::vector<Relation> edges;
};

/// Words for a person.
Label labelOf(PaperKind kind);
Label labelOf(CodeState state);
Label labelOf(Reading reading);
Label labelOf(ResultStatus status);
Label labelOf(Relation::Kind kind);
Label labelOf(Link::Kind kind);

} // namespace kaba
