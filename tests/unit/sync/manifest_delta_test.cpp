// Newer manifests as differences to earlier ones (RFC 9842), over real sockets: small, never wrong, and the
// whole when anything is amiss.

#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "tests/unit/server/running_server.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace guichet::sync {
namespace {

using server::Answer;
using server::Request;
using server::value_of;
using testing::HasSubstr;

const std::string session = "saint-flour/2020-04-17";

/// A session of the size of 17 April 2020; `more` is ordered of one of its lines.
std::string large_file(int more = 0) {
    std::string text(server::short_header);
    for (int order = 0; order < 320; ++order)
        for (int line = 0; line < 4; ++line)
            text += fmt::format("{},C{},Camille Durand{},GAEC Baguet,Produit {} de la ferme,{},piece,{}.50\n",
                                1000 + order, order / 2, order / 2, line * 13 + order % 7,
                                1 + line + (order == 200 && line == 2 ? more : 0), 2 + order % 9);
    return text;
}

class ManifestDelta : public testing::Test {
protected:
    ManifestDelta() { server::import_text(*store_, large_file()); }

    Answer answer(const Request& request) {
        const std::lock_guard lock(mutex_);
        last_request_ = request;
        auto given = service_->answer(request);
        last_coding_.clear();
        for (const auto& [name, value] : given.headers)
            if (name == "Content-Encoding")
                last_coding_ = value;
        last_size_ = given.body.size();
        if (alter_)
            alter_(given);
        return given;
    }
    void order_more(int more) {
        const std::lock_guard lock(mutex_);
        server::import_text(*store_, large_file(more));
    }
    void alter_with(std::function<void(Answer&)> alter) {
        const std::lock_guard lock(mutex_);
        alter_ = std::move(alter);
    }
    /// The server's program starts anew from its store.
    void restart() {
        const std::lock_guard lock(mutex_);
        service_.reset();
        store_.reset();
        store_ = server::store_in(folder_);
        service_.emplace(open_service());
    }
    [[nodiscard]] server::Service open_service() {
        return value_of(server::Service::open(
            *store_, [] { return server::served_at; }, std::make_shared<server::Metrics>(),
            server::Unenrolled::accepted));
    }
    std::string fetched(std::int64_t known) {
        const auto manifest = value_of(connection_->fetch_manifest(session, known));
        return manifest ? manifest->body : "";
    }

    std::mutex mutex_;
    server::TemporaryFolder folder_;
    std::unique_ptr<server::Store> store_ = server::store_in(folder_);
    std::optional<server::Service> service_ = open_service();
    Request last_request_;
    std::string last_coding_;
    std::size_t last_size_ = 0;
    std::function<void(Answer&)> alter_;
    server::RunningServer server_{[this](const Request& request) { return answer(request); }};
    std::unique_ptr<HttpServerConnection> connection_ =
        value_of(HttpServerConnection::open({.url = server_.url()}));
};

TEST_F(ManifestDelta, OfOneOrderIsLessThanAKilobyte) {
    const auto before = fetched(0);
    EXPECT_EQ(last_coding_, "zstd");
    const auto whole = last_size_;
    order_more(2);
    const auto after = fetched(1);
    EXPECT_EQ(last_coding_, "dcz");
    EXPECT_LT(last_size_, 1024U) << "whole it is " << whole;
    RecordProperty("delta", static_cast<int>(last_size_));
    RecordProperty("whole", static_cast<int>(whole));
    EXPECT_NE(before, after);
    EXPECT_EQ(value_of(parse_manifest(after)).revision, 2);
    EXPECT_EQ(after, to_json(value_of(store_->manifest(server::friday))));
}

TEST_F(ManifestDelta, BuildsOnWhatAServerKeptThroughItsRestart) {
    static_cast<void>(fetched(0));
    order_more(2);
    restart();
    EXPECT_EQ(value_of(parse_manifest(fetched(1))).revision, 2);
    EXPECT_EQ(last_coding_, "dcz");
}

TEST_F(ManifestDelta, BuildsOnWhatAKioskHasInItsStoreAfterARestart) {
    const auto stored = value_of(connection_->fetch_manifest(session, 0));
    ASSERT_TRUE(stored);
    connection_ = value_of(HttpServerConnection::open({.url = server_.url()}));
    connection_->remember_manifest(session, *stored);
    EXPECT_EQ(fetched(1), "");
    EXPECT_EQ(last_size_, 0U) << "nothing is newer, and nothing is sent";
    order_more(2);
    EXPECT_EQ(value_of(parse_manifest(fetched(1))).revision, 2);
    EXPECT_EQ(last_coding_, "dcz");
}

TEST_F(ManifestDelta, IsTheWholeForWhoHasNothingOrSomethingElse) {
    static_cast<void>(fetched(0));
    order_more(2);
    auto other = value_of(HttpServerConnection::open({.url = server_.url()}));
    EXPECT_TRUE(value_of(other->fetch_manifest(session, 0)));
    EXPECT_EQ(last_coding_, "zstd");
    Request request{"GET", "/v1/sessions/" + session + "/manifest", "", ""};
    request.accept_encoding = "dcz";
    const std::vector<std::string> strange_names{"", ":AAAA:", "nonsense",
                                                 available_dictionary(dictionary_name("unknown"))};
    for (const auto& strange : strange_names) {
        request.available_dictionary = strange;
        const auto given = answer(request);
        EXPECT_EQ(given.status, 200U);
        EXPECT_EQ(last_coding_, "") << strange;
        EXPECT_TRUE(parse_manifest(given.body));
    }
}

TEST_F(ManifestDelta, IsSentToNobodyWhoDoesNotTakeIt) {
    const auto before = fetched(0);
    order_more(2);
    Request request{"GET", "/v1/sessions/" + session + "/manifest", "", ""};
    request.available_dictionary = available_dictionary(dictionary_name(before));
    request.accept_encoding = "gzip, dcz;q=0, zstd";
    static_cast<void>(answer(request));
    EXPECT_EQ(last_coding_, "zstd");
}

TEST_F(ManifestDelta, ThatIsDamagedOrWrongIsNeverTakenAndTheWholeIsAskedFor) {
    static_cast<void>(fetched(0));
    int more = 1;
    const std::function<void(Answer&)> alterations[]{
        [](Answer& given) { given.body.resize(given.body.size() / 2); },
        [](Answer& given) { given.body[60] = static_cast<char>(given.body[60] ^ 0x55); },
        [](Answer& given) { given.body[9] = static_cast<char>(given.body[9] ^ 1); },
        [](Answer& given) { given.body.clear(); }};
    for (const auto& alteration : alterations) {
        order_more(++more);
        int altered = 0;
        alter_with([&](Answer& given) {
            if (last_coding_ == "dcz" && altered++ == 0)
                alteration(given);
        });
        EXPECT_EQ(value_of(parse_manifest(fetched(more - 1))).revision, more);
        EXPECT_EQ(altered, 1);
        EXPECT_EQ(last_coding_, "zstd") << "the whole came in the same call";
        alter_with({});
    }
}

TEST_F(ManifestDelta, IsForgottenByTheServerAfterEightRevisions) {
    const auto first = fetched(0);
    for (int more = 1; more <= 9; ++more) {
        order_more(more);
        static_cast<void>(fetched(more));
    }
    const std::lock_guard lock(mutex_);
    EXPECT_FALSE(value_of(store_->body(server::friday, dictionary_name(first))));
    const auto current = to_json(value_of(store_->manifest(server::friday)));
    EXPECT_EQ(value_of(store_->body(server::friday, dictionary_name(current))), current);
}

} // namespace
} // namespace guichet::sync
