#include "drivers/printer/profile_file.hpp"

#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

namespace guichet::printer {
namespace {

constexpr std::array<std::string_view, 2> raster_words{"gs-v-0", "gs-graphics"};
constexpr std::array<std::string_view, 2> letters_words{"printer", "drawn"};
constexpr std::array<std::string_view, 4> cut_words{"none", "feed-and-cut", "cut", "old-cut"};

/// Reads the members of one table; keeps the first fault.
class TableReader {
public:
    TableReader(const toml::table& table, std::string origin) : table_(table), origin_(std::move(origin)) {}

    void text(const char* key, std::string& into) {
        if (const toml::node* node = take(key)) {
            if (const auto value = node->value<std::string>())
                into = *value;
            else
                fault(*node, key, "a text");
        }
    }

    void flag(const char* key, bool& into) {
        if (const toml::node* node = take(key)) {
            if (node->is_boolean())
                into = *node->value<bool>();
            else
                fault(*node, key, "true or false");
        }
    }

    void whole(const char* key, int& into, int least, int most) {
        if (const toml::node* node = take(key)) {
            const auto value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
            if (value && *value >= least && *value <= most)
                into = static_cast<int>(*value);
            else
                fault(*node, key, fmt::format("a whole number from {} to {}", least, most));
        }
    }

    template <typename Value, std::size_t count>
    void choice(const char* key, Value& into, const std::array<std::string_view, count>& words) {
        if (const toml::node* node = take(key)) {
            const auto found = std::find(words.begin(), words.end(), node->value_or(std::string()));
            if (found != words.end())
                into = static_cast<Value>(found - words.begin());
            else
                fault(*node, key, fmt::format("one of: {}", fmt::join(words, ", ")));
        }
    }

    void texts(const char* key, std::vector<std::string>& into) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        if (!node->is_array() || !node->as_array()->is_homogeneous(toml::node_type::string))
            return fault(*node, key, "a list of texts");
        for (const toml::node& entry : *node->as_array())
            into.push_back(*entry.value<std::string>());
    }

    /// Calls `read` with a reader for each table of an array.
    template <typename Read>
    void tables(const char* key, Read read) {
        const toml::node* node = take(key);
        if (node == nullptr)
            return;
        if (!node->is_array_of_tables())
            return fault(*node, key, "a list of tables");
        for (const toml::node& entry : *node->as_array()) {
            TableReader reader(*entry.as_table(), origin_);
            read(reader);
            keep(reader.finish());
        }
    }

    /// The first fault; a member that nobody asked for is one.
    [[nodiscard]] std::optional<Error> finish() {
        for (const auto& [key, node] : table_)
            if (!known_.contains(std::string(key.str())))
                fault(node, std::string(key.str()), "no member of this name");
        return error_;
    }

private:
    const toml::node* take(const char* key) {
        known_.insert(key);
        return table_.get(key);
    }

    void fault(const toml::node& node, const std::string& key, const std::string& expected) {
        keep(fail("{0}, line {1}: “{2}” is wrong, expected is {3}.", origin_, node.source().begin.line, key,
                  expected));
    }

    void keep(std::optional<Error> error) {
        if (!error_)
            error_ = std::move(error);
    }

    const toml::table& table_;
    std::string origin_;
    std::set<std::string> known_;
    std::optional<Error> error_;
};

std::vector<PageNumber> read_pages(TableReader& reader) {
    std::vector<PageNumber> pages;
    reader.tables("code_pages", [&pages](TableReader& entry) {
        PageNumber page;
        entry.whole("number", page.number, 0, 255);
        entry.choice("page", page.page, code_page_words);
        pages.push_back(page);
    });
    return pages;
}

std::vector<UsbId> read_usb_ids(TableReader& reader) {
    std::vector<UsbId> ids;
    reader.tables("usb_ids", [&ids](TableReader& entry) {
        int vendor = 0;
        int product = 0;
        entry.whole("vendor", vendor, 0, 0xFFFF);
        entry.whole("product", product, 0, 0xFFFF);
        bool shared = false;
        entry.flag("shared", shared);
        ids.push_back({static_cast<std::uint16_t>(vendor), static_cast<std::uint16_t>(product), shared});
    });
    return ids;
}

void read_members(TableReader& reader, Profile& profile) {
    reader.text("name", profile.name);
    reader.text("title", profile.title);
    reader.whole("paper_millimetres", profile.paper_millimetres, 20, 120);
    reader.whole("dots", profile.dots, 128, 1024);
    reader.whole("columns", profile.columns, 16, 120);
    reader.whole("letter_height", profile.letter_height, 16, 48);
    reader.whole("line_height", profile.line_height, profile.letter_height, 96);
    reader.whole("dots_per_inch", profile.dots_per_inch, 90, 255);
    reader.flag("sets_motion_units", profile.sets_motion_units);
    reader.choice("letters", profile.letters, letters_words);
    reader.choice("raster", profile.raster, raster_words);
    reader.flag("raster_doubles", profile.raster_doubles);
    reader.whole("band_rows", profile.band_rows, 8, 1024);
    reader.whole("broken_band_multiple", profile.broken_band_multiple, 0, 1024);
    reader.flag("native_qr", profile.native_qr);
    reader.whole("qr_module_dots", profile.qr_module_dots, 2, 16);
    reader.choice("cut", profile.cut, cut_words);
    reader.whole("cut_margin", profile.cut_margin, 0, 255);
    reader.whole("cutter_distance", profile.cutter_distance, 0, 255);
    reader.flag("automatic_status", profile.automatic_status);
    reader.flag("real_time_status", profile.real_time_status);
    reader.flag("barrier", profile.barrier);
    reader.flag("confirmation", profile.confirmation);
    if (std::vector<PageNumber> pages = read_pages(reader); !pages.empty())
        profile.code_pages = std::move(pages);
    profile.usb_ids = read_usb_ids(reader);
    reader.texts("models", profile.models);
}

} // namespace

Result<Profile> parse_profile(std::string_view text, const std::string& origin) {
    try {
        const toml::table table = toml::parse(text, origin);
        Profile profile;
        TableReader reader(table, origin);
        read_members(reader, profile);
        if (auto error = reader.finish())
            return *error;
        if (profile.columns * 8 > profile.dots)
            return fail("{0}: {1} columns do not fit into {2} dots.", origin, profile.columns, profile.dots);
        return profile;
    } catch (const toml::parse_error& fault) {
        return fail("{0}, line {1}: this is no TOML ({2}).", origin, fault.source().begin.line,
                    fault.description());
    }
}

Result<std::vector<Profile>> read_profiles(const std::filesystem::path& folder) {
    std::error_code failure;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Profile> profiles;
    for (const std::filesystem::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        if (!stream)
            return fail("The printer profile {0} cannot be read.", file.string());
        auto profile = parse_profile(text.str(), file.string());
        if (!profile)
            return profile.error();
        profiles.push_back(std::move(profile).value());
    }
    return profiles;
}

Result<Profile> find_profile(const std::vector<Profile>& profiles, std::string_view name) {
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [name](const Profile& profile) { return profile.name == name; });
    if (found != profiles.end())
        return *found;
    if (name == Profile().name)
        return Profile();
    std::string known = Profile().name;
    for (const Profile& profile : profiles)
        if (profile.name != known)
            known += ", " + profile.name;
    return fail("There is no printer profile “{0}”; there are: {1}.", name, known);
}

} // namespace guichet::printer
