// The commands with the organiser's key, which are run where the key is: seldom the server's machine.

#include "kiosk/core/organiser.hpp"
#include "kiosk/core/wipe.hpp"
#include "server/command_output.hpp"
#include "server/commands.hpp"
#include "server/signing_office.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

namespace guichet::server {

namespace {

/// A new file that its owner alone can read; one that is there is not touched.
Result<> write_secret(const std::filesystem::path& file, std::string_view text) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written = opened >= 0 &&
                         ::write(opened, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(opened) == 0;
    const int reason = errno;
    if (opened >= 0)
        ::close(opened);
    if (written)
        return Done{};
    return fail("The key cannot be written to {0} ({1}).", file.string(), std::strerror(reason));
}

Result<SigningKey> read_key(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto key = parse_key_file(text);
    wipe(text);
    if (!key)
        return fail("{0} is not the file of an organiser's key (guichet-server organiser-key makes one).",
                    file.string());
    return *key;
}

/// Whether releases of this key would reach kiosks, or are about to.
Result<> may_sign(const std::string& in_force, const std::string& key, bool adopt) {
    if (adopt || in_force == key)
        return Done{};
    if (in_force.empty())
        return fail("The server gives out manifests with its own signature alone. With --adopt it gives out "
                    "only what this key signed, from now on.");
    return fail("The organiser's key {0}… is in force, and this is {1}…. With --adopt it takes its place; "
                "kiosks that were enrolled meanwhile have to be enrolled again.",
                in_force.substr(0, 16), key.substr(0, 16));
}

} // namespace

int run(const OrganiserKeyCommand& command) {
    auto key = SigningKey::make();
    std::string text = to_key_file(key);
    const auto written = write_secret(command.file, text);
    wipe(text);
    const auto name = to_hex(key.public_key);
    key.wipe();
    if (!written)
        return could_not(written.error());
    fmt::print("{}\n{} holds the secret half: whoever has it can sign, and without it nothing can be signed. "
               "Keep a copy, and neither on the server.\n",
               name, command.file.string());
    return 0;
}

int run(const SignCommand& command) {
    auto key = read_key(command.key);
    if (!key)
        return could_not(key.error());
    const auto asked = perform(command.store, SigningRequest{SigningTask::list_drafts, key->public_key});
    if (!asked)
        return could_not(asked.error());
    const auto name = to_hex(key->public_key);
    if (auto may = may_sign(asked->in_force, name, command.adopt); !may)
        return could_not(may.error());
    std::size_t count = 0;
    auto signed_all = sign_drafts(command.store, *key, [&count](const SignedDraft& seen) {
        ++count;
        fmt::print("{}, revision {}: {}, {}, {}\n", seen.draft.session.text(), seen.draft.revision,
                   counted(seen.baskets, "basket", "baskets"), counted(seen.orders, "order", "orders"),
                   counted(seen.lines, "line", "lines"));
    });
    const auto public_key = key->public_key;
    key->wipe();
    if (!signed_all)
        return could_not(signed_all.error());
    // Last, so that kiosks never find nothing where there was something.
    if (asked->in_force != name)
        if (auto adopted = perform(command.store, SigningRequest{SigningTask::adopt, public_key}); !adopted)
            return could_not(adopted.error());
    fmt::print("{} signed; kiosks are given what the organiser's key {}… signed, and nothing else\n",
               counted(count, "manifest", "manifests"), name.substr(0, 16));
    return 0;
}

} // namespace guichet::server
