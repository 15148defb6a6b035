#include "kiosk/sync/identity.hpp"

#include "kiosk/core/digest.hpp"
#include "kiosk/core/wipe.hpp"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace guichet::sync {

using nlohmann::json;

namespace {

constexpr std::size_t largest_file = 4'096;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

Error cannot_write(const std::filesystem::path& file) {
    return fail("The kiosk's key cannot be kept in {0} ({1}): check the folder's rights and the space on the "
                "disk.",
                file.string(), std::strerror(errno));
}

Error damaged() {
    return fail("The kiosk's key is damaged: enrol the kiosk again.");
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

/// A new name is durable when its folder is.
bool sync_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.number() >= 0 && ::fsync(opened.number()) == 0;
}

} // namespace

std::string to_text(const KioskIdentity& identity) {
    json value{{"station", identity.station},
               {"device", identity.device},
               {"url", identity.url},
               {"server_key", identity.server_key}};
    if (!identity.organiser_key.empty())
        value["organiser_key"] = identity.organiser_key;
    if (identity.enrolled())
        value["seed"] = to_hex(identity.key.seed());
    if (identity.next)
        value["next_seed"] = to_hex(identity.next->seed());
    return value.dump() + "\n";
}

Result<KioskIdentity> parse_identity(std::string_view text) {
    const auto value = json::parse(text, nullptr, false);
    if (!value.is_object())
        return damaged();
    const auto word = [&](const char* name) {
        const auto found = value.find(name);
        return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    KioskIdentity identity{{}, word("station"),      word("device"), word("url"), word("server_key"),
                           {}, word("organiser_key")};
    const auto seed = parse_digest(word("seed")); // 32 bytes, as one
    const auto next = parse_digest(word("next_seed"));
    if (identity.enrolled() != seed.ok() || (!seed && !next))
        return damaged();
    if (seed)
        identity.key = SigningKey::from_seed(*seed);
    if (next)
        identity.next = SigningKey::from_seed(*next);
    return identity;
}

Result<std::optional<KioskIdentity>> IdentityFile::load() {
    const Descriptor opened(::open(file_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (opened.number() < 0) {
        if (errno == ENOENT)
            return std::optional<KioskIdentity>();
        return fail("The kiosk's key in {0} cannot be read ({1}): check the file's owner and rights.",
                    file_.string(), std::strerror(errno));
    }
    std::array<char, largest_file> buffer{};
    const auto count = ::read(opened.number(), buffer.data(), buffer.size());
    if (count < 0)
        return damaged();
    auto identity = parse_identity({buffer.data(), static_cast<std::size_t>(count)});
    if (!identity)
        return identity.error();
    return std::optional(std::move(*identity));
}

/// Written beside and put in its place, so that a power cut leaves the old one or the new one.
Result<> IdentityFile::save(const KioskIdentity& identity) {
    const auto beside = file_.string() + ".new";
    ::unlink(beside.c_str());
    std::string text = to_text(identity);
    bool written = false;
    {
        const Descriptor opened(
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        written = opened.number() >= 0 && write_all(opened.number(), text);
    }
    wipe(text);
    if (!written || ::rename(beside.c_str(), file_.c_str()) != 0 || !sync_folder_of(file_))
        return cannot_write(file_);
    return Done{};
}

} // namespace guichet::sync
