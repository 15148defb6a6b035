#include "tests/simulation/simulated_server.hpp"

#include "kiosk/core/signed_request.hpp"
#include "kiosk/core/wire.hpp"
#include "server/import.hpp"
#include "server/sql_store.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace guichet::simulation {

namespace {

constexpr std::string_view host = "http://server";

server::ByteSource source_of(std::string text) {
    return [text = std::move(text), at = std::size_t{0}](std::span<char> buffer) mutable {
        const auto count = std::min(buffer.size(), text.size() - at);
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), count, buffer.begin());
        at += count;
        return Result<std::size_t>(count);
    };
}

std::string small_letters(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return name;
}

} // namespace

MemoryFolder::MemoryFolder() {
    std::error_code ignored;
    const std::filesystem::path memory = "/dev/shm";
    const auto below =
        std::filesystem::is_directory(memory, ignored) ? memory : std::filesystem::temp_directory_path();
    std::string name = (below / "guichet-simulation-XXXXXX").string();
    require(::mkdtemp(name.data()) != nullptr, "a folder for the simulation can be made");
    path_ = name;
}

MemoryFolder::~MemoryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

namespace {

void import_into(server::Store& store, std::uint64_t seed, const std::string& orders) {
    const auto report = server::import_orders(
        store, {SimulatedServer::session(), "Gare de Saint-Flour", server::seeded_codes(seed)},
        source_of(orders));
    require(report.ok() && report->outcome.has_value(), "the simulated orders are good");
}

/// A store with its signing key and these orders. It is made once, since an import costs as much as a tenth
/// of a session.
const std::filesystem::path& store_with(const SimulatedOrders& orders) {
    static const MemoryFolder folder;
    static std::map<std::string, std::filesystem::path> made; // by the orders
    const auto [place, is_new] = made.try_emplace(orders.file());
    if (is_new) {
        place->second = folder.file(fmt::format("{}.db", made.size()));
        const auto store =
            std::move(server::open_sqlite_store(place->second, server::Opening::create)).value();
        require(store->signing_key().ok(), "a simulated store has a key");
        import_into(*store, orders.seed(), orders.file());
    }
    return place->second;
}

} // namespace

SimulatedServer::SimulatedServer(std::function<Instant()> now, const SimulatedOrders& orders, Planted planted)
    : now_(std::move(now)), seed_(orders.seed()), planted_(planted), orders_(orders.file()) {
    std::filesystem::copy_file(store_with(orders), folder_.file("server.db"));
    start();
}

void SimulatedServer::start() {
    store_ = std::move(server::open_sqlite_store(folder_.file("server.db"), server::Opening::create)).value();
    service_.emplace(std::move(server::Service::open(*store_, now_, std::make_shared<server::Metrics>(),
                                                     server::Unenrolled::accepted))
                         .value());
    if (!orders_may_lack_)
        return;
    import(std::string(orders_)); // as the organiser does after a restore: a revision never goes back
    sign();
}

void SimulatedServer::die() {
    not_written_.clear();
    service_.reset();
    store_.reset();
}

void SimulatedServer::back_up() {
    require(!up(), "a backup is made of a store at rest");
    std::filesystem::copy_file(folder_.file("server.db"), folder_.file("backup.db"),
                               std::filesystem::copy_options::overwrite_existing);
    backed_up_ = true;
}

void SimulatedServer::restore() {
    require(!up() && backed_up_, "a backup is put back into a store at rest");
    std::filesystem::copy_file(folder_.file("backup.db"), folder_.file("server.db"),
                               std::filesystem::copy_options::overwrite_existing);
    orders_may_lack_ = true;
}

void SimulatedServer::adopt_organiser() {
    organiser_ = SigningKey::from_seed(digest_of("the organiser"));
    sign();
    require(store().adopt_organiser(organiser_->public_key).ok(), "an organiser's key can be adopted");
}

std::string SimulatedServer::organiser_key() const {
    return organiser_ ? to_hex(organiser_->public_key) : std::string();
}

void SimulatedServer::sign() {
    if (!organiser_)
        return;
    const auto draft = store().draft(session());
    require(draft.ok(), "the simulated orders are there");
    const auto statement = manifest_statement(session().text(), draft->revision, digest_of(to_json(*draft)));
    const auto released =
        store().release({organiser_->public_key, session(), draft->revision, organiser_->sign(statement)});
    require(released.ok(), "what the organiser signed is released");
}

void SimulatedServer::pin(const std::string& device, const PublicKey& key) {
    const auto pinned = store().pin_device({session().station, device}, key, now_());
    require(pinned.ok(), "a simulated kiosk can be pinned");
}

void SimulatedServer::revoke(const std::string& device) {
    const auto revoked = store().revoke_device({session().station, device}, "lost", now_());
    require(revoked.ok(), "a kiosk that was pinned can be revoked");
}

PublicKey SimulatedServer::key() {
    const auto key = store().signing_key();
    require(key.ok(), "the server has a key");
    return key->public_key;
}

server::Store& SimulatedServer::store() {
    require(up(), "the server is up");
    return *store_;
}

void SimulatedServer::import(const std::string& orders) {
    orders_ = orders;
    orders_may_lack_ = false;
    import_into(store(), seed_, orders);
}

Result<sync::HttpAnswer> SimulatedServer::answer(const sync::HttpRequest& request) {
    if (!up())
        return fail("The server is down.");
    if (planted_ == Planted::acknowledged_before_commit)
        if (auto early = acknowledge_at_once(request))
            return std::move(*early);
    return serve(request);
}

/// Planted: what was acknowledged is written with the next request, if there is one.
std::optional<sync::HttpAnswer> SimulatedServer::acknowledge_at_once(const sync::HttpRequest& request) {
    for (const auto& earlier : std::exchange(not_written_, {}))
        static_cast<void>(serve(earlier));
    const auto batch = wire::parse_batch(request.body);
    if (request.body.empty() || !batch || batch->events.empty())
        return std::nullopt;
    not_written_.push_back(request);
    const auto& last = batch->events.back();
    return sync::HttpAnswer{
        200, wire::encode(wire::Acknowledgement{last.event.id.sequence, last.digest, now_()}), {}};
}

sync::HttpAnswer SimulatedServer::serve(const sync::HttpRequest& request) {
    require(request.url.starts_with(host), "kiosks ask the simulated server");
    const auto header = [&](std::string_view name) {
        for (const auto& [known, value] : request.headers)
            if (known == name)
                return value;
        return std::string();
    };
    const auto answer = service_->answer(
        {request.body.empty() ? "GET" : "POST", request.url.substr(host.size()), request.if_none_match,
         request.body, fmt::format("{}", wire::protocol_version), header(wire::device_header),
         header(wire::time_header), header(wire::request_signature_header)});
    sync::HttpAnswer given{static_cast<long>(answer.status), answer.body, {}};
    if (planted_ == Planted::known_by_number && answer.error == wire::fork_error) {
        const auto last = wire::parse_batch(request.body)->events.back();
        given = {200, wire::encode(wire::Acknowledgement{last.event.id.sequence, last.digest, now_()}), {}};
    }
    for (const auto& [name, value] : answer.headers)
        given.headers.emplace(small_letters(name), value);
    return given;
}

} // namespace guichet::simulation
