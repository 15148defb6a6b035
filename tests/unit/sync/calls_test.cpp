// A call for a volunteer, from kiosk to kiosk through the real server.

#include "kiosk/core/wire.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "tests/unit/server/running_server.hpp"

#include <gtest/gtest.h>

namespace guichet::sync {
namespace {

using server::Answer;
using server::import_text;
using server::Request;
using server::RunningServer;
using server::RunningService;
using server::TemporaryFolder;
using server::value_of;

const std::string session = "saint-flour/2020-04-17";
const HelpCall calling{"self-1", "Borne 1", 17, CallStanding::calling, "B0001"};

TEST(Calls, TravelFromKioskToKiosk) {
    TemporaryFolder folder;
    RunningService service(folder);
    import_text(service.store(), server::small_file);
    auto self = value_of(HttpServerConnection::open({.url = service.url()}));
    auto counter = value_of(HttpServerConnection::open({.url = service.url()}));
    EXPECT_EQ(value_of(self->tell_call(session, calling)), ports::CallAnswer::taken);
    EXPECT_EQ(value_of(counter->pull(session, "counter", 0)).calls, std::vector{calling});
    HelpCall answered = calling;
    answered.standing = CallStanding::answered;
    EXPECT_EQ(value_of(counter->tell_call(session, answered)), ports::CallAnswer::taken);
    EXPECT_EQ(value_of(self->pull(session, "self-1", 0)).calls, std::vector{answered});
    HelpCall over = calling;
    over.standing = CallStanding::over;
    EXPECT_EQ(value_of(self->tell_call(session, over)), ports::CallAnswer::taken);
    EXPECT_TRUE(value_of(counter->pull(session, "counter", 0)).calls.empty());
}

TEST(Calls, AServerThatKnowsNoneIsNoFailure) {
    RunningServer older([](const Request& request) {
        return server::refuse(404, "not_found", "There is nothing at " + request.target);
    });
    auto connection = value_of(HttpServerConnection::open({.url = older.url()}));
    EXPECT_EQ(value_of(connection->tell_call(session, calling)), ports::CallAnswer::not_taken);
}

TEST(Calls, WithoutNetworkFail) {
    auto connection = value_of(
        HttpServerConnection::open({.url = "http://127.0.0.1:9", .network_on = [] { return false; }}));
    EXPECT_FALSE(connection->tell_call(session, calling).ok());
}

TEST(Calls, ALongNameOfAKioskIsCutAtALetter) {
    HelpCall call = calling;
    call.kiosk_name = std::string(wire::most_name_bytes - 1, 'a') + "é";
    const auto read = wire::parse_call(wire::encode(call));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->kiosk_name, std::string(wire::most_name_bytes - 1, 'a'));
}

} // namespace
} // namespace guichet::sync
