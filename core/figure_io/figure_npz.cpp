// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/figure_npz.h"

#include "core/base/joined_tokens.h"
#include "core/base/overloaded.h"
#include "core/figure_io/embedded_recipe.h"
#include "core/figure_io/npy_writer.h"
#include "core/figure_io/zip_archive.h"

#include <array>

namespace kaba {
namespace {

/// Collects the members of the archive.
class Archive {
public:
    void add(const std::string& name, std::string npy)
    {
        m_members.push_back({name + ".npy", std::move(npy)});
    }

    void layer(const std::string& name, const LayerData& data)
    {
        std::visit(Overloaded{
                       [&](const Scatter& scatter) { this->scatter(name, scatter); },
                       [&](const Band& band) {
                           vector(name + ".low", band.low);
                           vector(name + ".high", band.high);
                           positions(name, band.x);
                       },
                       [&](const Rule& rule) { add(name, npyBytes({}, std::array{rule.at})); },
                       [&](const Heatmap& map) {
                           add(name, npyBytes(std::array{map.rows, map.cols}, map.z));
                       },
                       [&](const Tokens& tokens) { this->tokens(name, tokens); },
                       [](const Table&) {}, // words: JSON and CSV hold them
                       [&](const Image& image) {
                           add(name, npyBytes(std::array{image.height, image.width, std::size_t{3}},
                                              Samples(image.rgb.begin(), image.rgb.end())));
                       },
                       [&](const auto& curve) {
                           vector(name, curve.y);
                           positions(name, curve.x);
                       },
                   },
                   data);
    }

    Result<std::string> bytes() const { return writeZip(m_members); }

private:
    void vector(const std::string& name, const Samples& samples)
    {
        add(name, npyBytes(std::array{samples.size()}, samples));
    }

    void tokens(const std::string& name, const Tokens& tokens)
    {
        const std::size_t count = tokens.tokens.size();
        if (areJoined(tokens))
            add(name, npyBytes(std::array{count, count}, tokens.weights));
        else
            vector(name, tokens.weights);
    }

    void scatter(const std::string& name, const Scatter& scatter)
    {
        if (scatter.complex) {
            add(name, npyBytes(std::array{scatter.x.size()}, scatter.x, scatter.y));
            return;
        }
        vector(name, scatter.y);
        vector(name + ".x", scatter.x);
    }

    void positions(const std::string& name, const Positions& x)
    {
        Samples all(countOf(x));
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = at(x, i);
        vector(name + ".x", all);
    }

    std::vector<ZipMember> m_members;
};

} // namespace

Result<std::string> figureNpz(const Figure& figure, const Recipe& recipe)
{
    Archive archive;
    for (const Panel& panel : figure.panels)
        for (const Layer& layer : panel.layers)
            archive.layer(panel.id + "." + layer.id, layer.data);
    for (const NamedArray& array : figure.arrays)
        archive.add(array.name, npyBytes(array.shape, array.re, array.im));
    archive.add("settings", npyText(settingsLine(recipe)));
    archive.add(std::string(kRecipeKeyword), npyText(recipeLine(recipe)));
    return archive.bytes();
}

} // namespace kaba
