#pragma once
// Who this kiosk is to the server: its own key, and the server's that it trusts.

#include "kiosk/core/result.hpp"
#include "kiosk/core/signing_key.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace guichet::sync {

/// The kiosk's key never leaves it. All but `next` is what an enrolment brought; before it, that is empty.
struct KioskIdentity {
    SigningKey key{};
    std::string station{};
    std::string device{};
    std::string url{};                ///< of the server, as the enrolment named it; empty: it did not
    std::string server_key{};         ///< hexadecimal
    std::optional<SigningKey> next{}; ///< made for an enrolment that was not answered yet
    std::string organiser_key{};      ///< hexadecimal; empty: the server's signature of manifests is enough

    [[nodiscard]] bool enrolled() const { return !server_key.empty(); }
};

/// Where the identity is kept.
class IdentityKeeper {
public:
    virtual ~IdentityKeeper() = default;

    /// Nothing when there is none.
    [[nodiscard]] virtual Result<std::optional<KioskIdentity>> load() = 0;

    /// Durable when it returns success; the earlier one is gone then.
    [[nodiscard]] virtual Result<> save(const KioskIdentity& identity) = 0;
};

/// In a file that the kiosk's account alone may read (mode 0600).
class IdentityFile final : public IdentityKeeper {
public:
    explicit IdentityFile(std::filesystem::path file) : file_(std::move(file)) {}

    Result<std::optional<KioskIdentity>> load() override;
    Result<> save(const KioskIdentity& identity) override;

private:
    std::filesystem::path file_;
};

/// In memory: for tests and simulations.
class IdentityInMemory final : public IdentityKeeper {
public:
    IdentityInMemory() = default;
    explicit IdentityInMemory(KioskIdentity identity) : identity_(std::move(identity)) {}

    Result<std::optional<KioskIdentity>> load() override { return identity_; }
    Result<> save(const KioskIdentity& identity) override {
        identity_ = identity;
        return Done{};
    }

private:
    std::optional<KioskIdentity> identity_;
};

/// The contents of an identity's file; refuses what is none.
[[nodiscard]] Result<KioskIdentity> parse_identity(std::string_view text);
[[nodiscard]] std::string to_text(const KioskIdentity& identity);

} // namespace guichet::sync
