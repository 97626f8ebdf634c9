// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/names.h"

namespace kaba {

template <>
std::span<const Named<PaperKind>> namesOf()
{
    using enum PaperKind;
    static constexpr Named<PaperKind> kNames[] = {
        {Paper, "paper", {"paper", "論文"}},
        {Model, "model", {"model", "モデル"}},
        {Benchmark, "benchmark", {"benchmark", "ベンチマーク"}},
        {Task, "task", {"task", "タスク"}},
        {Dataset, "dataset", {"data set", "データセット"}},
    };
    return kNames;
}

template <>
std::span<const Named<CodeState>> namesOf()
{
    static constexpr Named<CodeState> kNames[] = {
        {CodeState::Repository, "repository", {"code available", "コードあり"}},
        {CodeState::None, "none", {"no code at that date", "当時コードなし"}},
        {CodeState::NotListed, "not-listed", {"no code listed", "コードの記載なし"}},
    };
    return kNames;
}

template <>
std::span<const Named<Reading>> namesOf()
{
    static constexpr Named<Reading> kNames[] = {
        {Reading::Unread, "unread", {"unread", "未読"}},
        {Reading::Reading, "reading", {"reading", "読書中"}},
        {Reading::Read, "read", {"read", "既読"}},
    };
    return kNames;
}

template <>
std::span<const Named<ResultStatus>> namesOf()
{
    static constexpr Named<ResultStatus> kNames[] = {
        {ResultStatus::None, "none", {"no headline number", "代表的な数値なし"}},
        {ResultStatus::Reported, "reported", {"reported by the authors", "著者による報告"}},
        {ResultStatus::SecondHand, "second-hand", {"second-hand", "二次情報"}},
        {ResultStatus::NotVerified, "not-verified", {"not verified", "未確認"}},
    };
    return kNames;
}

template <>
std::span<const Named<Relation::Kind>> namesOf()
{
    using enum Relation::Kind;
    static constexpr Named<Relation::Kind> kNames[] = {
        {BuildsOn, "builds-on", {"is built upon by", "を土台とする"}},
        {SimplifiedBy, "simplified-by", {"is simplified by", "を簡単にした"}},
        {Neighbour, "neighbour", {"is a neighbour of", "と近い"}},
        {Evaluates, "evaluates", {"evaluates", "を評価する"}},
        {HasTask, "has-task", {"has the task", "のタスク"}},
        {Answers, "answers", {"answers", "に答える"}},
        {Resembles, "resembles", {"resembles", "と似ている"}},
    };
    return kNames;
}

template <>
std::span<const Named<Link::Kind>> namesOf()
{
    static constexpr Named<Link::Kind> kNames[] = {
        {Link::Kind::Abstract, "abstract", {"Proceedings", "会議録"}},
        {Link::Kind::Pdf, "pdf", {"PDF", "PDF"}},
        {Link::Kind::OpenReview, "openreview", {"OpenReview", "OpenReview"}},
        {Link::Kind::Arxiv, "arxiv", {"arXiv", "arXiv"}},
    };
    return kNames;
}

template <>
std::span<const Named<Field>> namesOf()
{
    using enum Field;
    static constexpr Named<Field> kNames[] = {
        {Title, "title", {"Title", "題名"}},
        {ShortName, "short-name", {"Short name", "略称"}},
        {Authors, "authors", {"Authors", "著者"}},
        {Summary, "summary", {"Summary", "要約"}},
        {Method, "method", {"Proposed method", "提案手法"}},
        {Data, "data", {"Data", "想定データ"}},
        {Baselines, "baselines", {"Baselines", "ベースライン"}},
        {Result, "result", {"Headline result", "主な結果"}},
        {Demo, "demo", {"In the demo", "デモで試す"}},
        {Venue, "venue", {"Venue", "会議"}},
        {Tag, "tag", {"Tag", "タグ"}},
        {Group, "group", {"Group", "分類"}},
        {Note, "note", {"Note", "ノート"}},
    };
    return kNames;
}

template <>
std::span<const Named<NoteSubject::Kind>> namesOf()
{
    using enum NoteSubject::Kind;
    static constexpr Named<NoteSubject::Kind> kNames[] = {
        {Paper, "paper", {"paper", "論文"}},
        {Group, "group", {"group", "分類"}},
        {Demo, "demo", {"demo", "デモ"}},
        {Method, "method", {"own words: proposed method", "自分の言葉：提案手法"}},
        {Data, "data", {"own words: data", "自分の言葉：想定データ"}},
        {Baselines, "baselines", {"own words: baselines", "自分の言葉：ベースライン"}},
        {Question, "question", {"open question", "未解決の問い"}},
    };
    return kNames;
}

template <>
std::span<const Named<Evidence>> namesOf()
{
    using enum Evidence;
    static constexpr Named<Evidence> kNames[] = {
        {None, "none", {"not looked at", "未確認"}},
        {Title, "title", {"title read", "題名を読んだ"}},
        {Abstract, "abstract", {"abstract read", "概要を読んだ"}},
        {Body, "body", {"body read", "本文を読んだ"}},
        {CodeSeen, "code-seen", {"code seen", "コードを見た"}},
        {CodeRun, "code-run", {"code run", "コードを動かした"}},
    };
    return kNames;
}

template <>
std::span<const Named<Fact>> namesOf()
{
    using enum Fact;
    static constexpr Named<Fact> kNames[] = {
        {Title, "title", {"Title", "題名"}},
        {ShortName, "short-name", {"Short name", "略称"}},
        {Expansion, "expansion", {"What it stands for", "略称の元の語"}},
        {Authors, "authors", {"Authors", "著者"}},
        {Venue, "venue", {"Venue", "会議・雑誌"}},
        {Year, "year", {"Year", "年"}},
        {Proceedings, "proceedings", {"Proceedings", "会議録"}},
        {Pages, "pages", {"Pages", "ページ"}},
        {Doi, "doi", {"DOI", "DOI"}},
        {ArxivId, "arxiv-id", {"arXiv", "arXiv"}},
        {OpenreviewId, "openreview-id", {"OpenReview", "OpenReview"}},
        {Fact::Link, "link", {"Address", "アドレス"}},
        {Code, "code", {"Code", "コード"}},
    };
    return kNames;
}

template <>
std::span<const Named<Likeness::By>> namesOf()
{
    using enum Likeness::By;
    static constexpr Named<Likeness::By> kNames[] = {
        {Doi, "doi", {"the same DOI", "DOI が同じ"}},
        {ArxivId, "arxiv-id", {"the same arXiv id", "arXiv の番号が同じ"}},
        {OpenreviewId, "openreview-id", {"the same OpenReview id", "OpenReview の番号が同じ"}},
        {Title, "title", {"the same title", "題名が同じ"}},
    };
    return kNames;
}

Label labelOf(PaperKind kind) { return named(kind).label; }
Label labelOf(CodeState state) { return named(state).label; }
Label labelOf(Reading reading) { return named(reading).label; }
Label labelOf(ResultStatus status) { return named(status).label; }
Label labelOf(Relation::Kind kind) { return named(kind).label; }
Label labelOf(Link::Kind kind) { return named(kind).label; }
Label labelOf(Field field) { return named(field).label; }
Label labelOf(Fact fact) { return named(fact).label; }
Label labelOf(Likeness::By by) { return named(by).label; }
Label labelOf(Evidence evidence) { return named(evidence).label; }
Label labelOf(NoteSubject::Kind kind) { return named(kind).label; }

} // namespace kaba
