// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_input.h"

#include "core/base/file.h"
#include "ui/base/words.h"
#include "ui/demo/background.h"

#include <utility>

namespace kaba {

DemoInput::DemoInput(QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{}

bool DemoInput::mayBeText() const
{
    if (!m_source)
        return false;
    const bool isOnShow = m_input && m_input->name == m_source->reference.name;
    return isOnShow ? !m_input->encoding.empty() : hasTextName(m_source->reference.name);
}

void DemoInput::put(std::shared_ptr<const Input> input)
{
    m_source.reset();
    adopt(std::move(input));
}

void DemoInput::adopt(std::shared_ptr<const Input> input)
{
    ++m_wish;
    m_restoring = false;
    m_input = std::move(input);
    m_reference = m_input ? std::optional(referenceTo(*m_input)) : std::nullopt;
}

void DemoInput::open(const std::filesystem::path& file)
{
    m_source = InputSource{InputSource::Place::File, file, {.name = fileName(file), .sha256 = {}}, m_store};
    read(&DemoInput::opened);
}

void DemoInput::reread(const std::string& reading)
{
    m_source->reference.reading = reading;
    read(&DemoInput::opened);
}

void DemoInput::look()
{
    inBackground(
        m_pool, this, [source = *m_source] { return source.look(); },
        [this, glance = ++m_glance](const Result<TextLook>& look) {
            if (glance == m_glance)
                Q_EMIT looked(look);
        });
}

void DemoInput::restore(const InputReference& reference)
{
    bringBack(InputSource::Place::Store, {}, reference);
}

void DemoInput::restoreFor(const std::filesystem::path& recipe, const InputReference& reference)
{
    bringBack(InputSource::Place::BesideRecipe, recipe, reference);
}

void DemoInput::bringBack(InputSource::Place place, const std::filesystem::path& path,
                          const InputReference& reference)
{
    put({});
    m_reference = reference;
    if (place == InputSource::Place::Store && !m_store)
        return;
    m_restoring = true;
    m_source = InputSource{place, path, reference, m_store};
    read(&DemoInput::restored);
}

void DemoInput::read(void (DemoInput::*done)())
{
    Q_EMIT started(qstring(m_source->reference.name));
    inBackground(
        m_pool, this, [source = *m_source] { return source.read(); },
        [this, wish = ++m_wish, done](const InputResult& result) {
            if (wish != m_wish)
                return;
            m_restoring = false;
            if (!result) {
                Q_EMIT refused(result.error().message);
                return;
            }
            adopt(*result);
            (this->*done)();
        });
}

} // namespace kaba
