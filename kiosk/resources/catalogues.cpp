#include "kiosk/resources/catalogues.hpp"

#include "kiosk/resources/po_file.hpp"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <locale>
#include <utility>

namespace guichet::resources {

namespace {

using Messages = boost::locale::message_format<char>;
constexpr int only_domain = 0;

class GettextTexts final : public Texts {
public:
    GettextTexts(std::string language, const std::locale& catalogue)
        : language_(std::move(language)), catalogue_(catalogue),
          messages_(std::use_facet<Messages>(catalogue_)) {}

    [[nodiscard]] std::string get(std::string_view sentence) const override {
        const std::string key(sentence);
        const char* found = messages_.get(only_domain, nullptr, key.c_str());
        return found != nullptr ? found : key;
    }

    [[nodiscard]] std::string plural(std::string_view one, std::string_view many,
                                     std::int64_t count) const override {
        const std::string key(one);
        const char* found = messages_.get(only_domain, nullptr, key.c_str(), static_cast<int>(count));
        return found != nullptr ? found : std::string(count == 1 ? one : many);
    }

    [[nodiscard]] std::string language() const override { return language_; }

private:
    std::string language_;
    std::locale catalogue_;
    const Messages& messages_;
};

boost::locale::gnu_gettext::messages_info describe(const std::string& language, std::vector<char> bytes) {
    boost::locale::gnu_gettext::messages_info info;
    info.language = language;
    info.encoding = "UTF-8";
    info.paths = {"memory"};
    info.domains.emplace_back("guichet");
    info.callback = [content = std::move(bytes)](const std::string&, const std::string&) { return content; };
    return info;
}

/// The magic number of a .mo file in either byte order (GNU gettext manual, "The Format of GNU MO Files").
bool looks_like_catalogue(const std::vector<char>& bytes) {
    const std::string start(bytes.begin(), bytes.begin() + std::min<std::ptrdiff_t>(4, std::ssize(bytes)));
    return start == "\xDE\x12\x04\x95" || start == "\x95\x04\x12\xDE";
}

} // namespace

Result<std::unique_ptr<Texts>> read_catalogue(const std::string& language, std::vector<char> bytes) {
    if (!looks_like_catalogue(bytes)) {
        return fail("The texts in “{0}” are not a gettext catalogue: make it again with msgfmt.", language);
    }
    try {
        auto* facet =
            boost::locale::gnu_gettext::create_messages_facet<char>(describe(language, std::move(bytes)));
        if (facet != nullptr) {
            return std::unique_ptr<Texts>(
                std::make_unique<GettextTexts>(language, std::locale(std::locale::classic(), facet)));
        }
    } catch (const std::exception& problem) {
        return fail("The texts in “{0}” cannot be read ({1}): make the catalogue again with msgfmt.",
                    language, problem.what());
    }
    return fail("The texts in “{0}” cannot be read: make the catalogue again with msgfmt.", language);
}

Catalogues::Catalogues() {
    add(std::make_unique<EnglishTexts>());
}

namespace {

/// What a language is called in a file's name: two or three small letters (ISO 639).
bool is_language(const std::string& name) {
    return (name.size() == 2 || name.size() == 3) &&
           std::all_of(name.begin(), name.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

Result<std::unique_ptr<Texts>> read_file(const std::filesystem::path& path) {
    const auto language = path.stem().string();
    if (!is_language(language)) {
        return fail("The texts in {0} are not used: call the file by its language, such as de.po.",
                    path.string());
    }
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    if (path.extension() == ".mo") {
        return read_catalogue(language, std::move(bytes));
    }
    auto compiled = compile_po({bytes.data(), bytes.size()}, path.string());
    if (!compiled) {
        return compiled.error();
    }
    return read_catalogue(language, std::move(*compiled));
}

} // namespace

void Catalogues::load(const std::string& folder, std::vector<Error>& notices) {
    std::error_code problem;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() == ".mo" || entry.path().extension() == ".po") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end()); // of de.mo and de.po the second counts
    for (const auto& file : files) {
        auto texts = read_file(file);
        if (texts) {
            add(std::move(*texts));
        } else {
            notices.push_back(texts.error());
        }
    }
    if (problem) {
        notices.push_back(fail("The folder of translations {0} cannot be read ({1}): texts are in English.",
                               folder, problem.message()));
    }
}

void Catalogues::add(std::unique_ptr<Texts> texts) {
    const std::string language = texts->language();
    texts_[language] = std::move(texts);
}

const Texts& Catalogues::in(const std::string& language) const {
    const auto found = texts_.find(language);
    return found != texts_.end() ? *found->second : *texts_.at("en");
}

std::vector<std::string> Catalogues::languages() const {
    std::vector<std::string> codes;
    for (const auto& [code, texts] : texts_) {
        codes.push_back(code);
    }
    return codes;
}

} // namespace guichet::resources
