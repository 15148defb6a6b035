// A kiosk and the real server: enrolment, signatures, a wrong clock, another server, a withdrawal.

#include "kiosk/core/enrolment.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/organiser.hpp"
#include "kiosk/core/signed_request.hpp"
#include "kiosk/core/wire.hpp"
#include "kiosk/sync/enrolling.hpp"
#include "kiosk/sync/http_server_connection.hpp"
#include "tests/unit/server/running_server.hpp"
#include "tests/unit/sync/kiosk_journal.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>

#include <fstream>

namespace guichet::sync {
namespace {

using server::Answer;
using server::friday;
using server::import_text;
using server::Request;
using server::RunningServer;
using server::TemporaryFolder;
using server::value_of;
using testing::HasSubstr;

const std::string session = "saint-flour/2020-04-17";
constexpr Instant noon = server::served_at;

/// A server with its store, and one kiosk that has a file for its key.
class EnrolmentOverTheWire : public testing::Test {
protected:
    EnrolmentOverTheWire() { import_text(*store_, server::small_file); }

    std::string offer(const std::string& device = "counter-1") {
        const auto code = make_enrolment_code(++codes_);
        EXPECT_TRUE(
            store_->offer_enrolment({"saint-flour", device}, enrolment_code_digest(code), noon + 3'600'000)
                .ok());
        return code;
    }
    EnrolmentTicket ticket() { return {running_.url(), "saint-flour", "counter-1", offer(), server_key()}; }
    std::string server_key() { return to_hex(value_of(store_->signing_key()).public_key); }

    ConnectionOptions options(std::int64_t clock = 0) {
        return {.url = running_.url(), .identity = std::make_shared<IdentityFile>(key_file_), .now = [clock] {
                    return noon + clock;
                }};
    }
    std::unique_ptr<HttpServerConnection> connect(std::int64_t clock = 0) {
        return value_of(HttpServerConnection::open(options(clock)));
    }
    Result<> enrol(HttpServerConnection& connection, const EnrolmentTicket& with) {
        return connection.enrol(with, "saint-flour", "counter-1");
    }
    Answer answer(const Request& request) {
        if (answer_otherwise)
            if (auto other = answer_otherwise(request))
                return std::move(*other);
        return service_.answer(request);
    }

    TemporaryFolder folder_;
    std::filesystem::path key_file_ = folder_.path() / "kiosk.sqlite-key";
    std::unique_ptr<server::Store> store_ = server::store_in(folder_);
    server::Service service_ = value_of(server::Service::open(*store_, [] { return noon; }));
    std::function<std::optional<Answer>(const Request&)> answer_otherwise;
    RunningServer running_{[this](const Request& request) { return answer(request); }};
    std::uint64_t codes_ = 0;
};

TEST_F(EnrolmentOverTheWire, MakesAKioskKnownAcrossRestarts) {
    auto connection = connect();
    EXPECT_FALSE(connection->fetch_manifest(session, 0).ok()) << "it is not known yet, and asks nothing";
    ASSERT_TRUE(enrol(*connection, ticket()).ok());
    EXPECT_TRUE(value_of(connection->fetch_manifest(session, 0)));
    KioskJournal journal("counter-1");
    for (int event = 0; event < 3; ++event)
        journal.add(CodeRefused{});
    EXPECT_EQ(std::get<ports::Acknowledged>(value_of(connect()->push(journal.batch()))).sequence, 3);
    EXPECT_TRUE(connect()->fetch_report(session).ok());
    EXPECT_TRUE(connect()->pull(session, "counter-1", 0).ok());
    struct stat file {};
    ASSERT_EQ(::stat(key_file_.c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777U, 0600U);
}

TEST_F(EnrolmentOverTheWire, ACodeByVoiceWillDo) {
    auto connection = connect();
    ASSERT_TRUE(enrol(*connection, {{}, {}, {}, offer(), {}}).ok());
    EXPECT_TRUE(value_of(connection->fetch_manifest(session, 0)));
}

TEST_F(EnrolmentOverTheWire, TheAddressMayComeWithTheCodeAlone) {
    auto from_code = options();
    from_code.url.clear();
    auto connection = value_of(HttpServerConnection::open(from_code));
    ASSERT_TRUE(enrol(*connection, ticket()).ok());
    EXPECT_TRUE(value_of(connection->fetch_manifest(session, 0)));
    EXPECT_TRUE(value_of(value_of(HttpServerConnection::open(from_code))->fetch_manifest(session, 0)));
}

TEST_F(EnrolmentOverTheWire, AnAnswerThatWasLostIsAskedForAgain) {
    const auto code = ticket();
    auto connection = connect();
    answer_otherwise = [this](const Request& request) {
        static_cast<void>(service_.answer(request));
        return std::optional(server::refuse(502, "lost", "The answer was lost."));
    };
    EXPECT_FALSE(enrol(*connection, code).ok());
    answer_otherwise = {};
    EXPECT_TRUE(enrol(*connect(), code).ok());
}

TEST_F(EnrolmentOverTheWire, AnotherCodeHelpsAfterAnAnswerThatWasLost) {
    auto connection = connect();
    answer_otherwise = [this](const Request& request) {
        static_cast<void>(service_.answer(request));
        return std::optional(server::refuse(502, "lost", "The answer was lost."));
    };
    EXPECT_FALSE(enrol(*connection, ticket()).ok());
    answer_otherwise = {};
    EXPECT_TRUE(enrol(*connect(), ticket()).ok()) << "the organiser gave out another one";
    EXPECT_TRUE(connect()->fetch_report(session).ok());
}

TEST_F(EnrolmentOverTheWire, AWrongCodeTakesNothingFromAnEnrolledKiosk) {
    auto connection = connect();
    ASSERT_TRUE(enrol(*connection, ticket()).ok());
    auto wrong = ticket();
    wrong.code = make_enrolment_code(99);
    EXPECT_FALSE(enrol(*connection, wrong).ok());
    EXPECT_TRUE(connect()->fetch_report(session).ok());
}

TEST_F(EnrolmentOverTheWire, RefusalsAreSaidInWords) {
    auto connection = connect();
    auto other = ticket();
    other.device = "counter-2";
    EXPECT_THAT(enrol(*connection, other).error().english(), HasSubstr("counter-2"));
    auto elsewhere = ticket();
    elsewhere.station = "murat";
    EXPECT_THAT(enrol(*connection, elsewhere).error().english(), HasSubstr("murat"));
    const auto used = ticket();
    ASSERT_TRUE(enrol(*connection, used).ok());
    EXPECT_THAT(enrol(*connection, used).error().english(), HasSubstr("used already"));
}

TEST_F(EnrolmentOverTheWire, AServerThatIsNotTheCodesIsNotTrusted) {
    auto foreign = ticket();
    foreign.server_key = to_hex(SigningKey::make().public_key);
    auto connection = connect();
    EXPECT_THAT(enrol(*connection, foreign).error().english(), HasSubstr("Another server"));
    EXPECT_FALSE(connect()->fetch_manifest(session, 0).ok()) << "nothing was taken over";
}

TEST_F(EnrolmentOverTheWire, AManifestOfAnotherServerIsRefusedAlsoAfterARestart) {
    ASSERT_TRUE(enrol(*connect(), ticket()).ok());
    const auto another = SigningKey::make();
    answer_otherwise = [&](const Request& request) -> std::optional<Answer> {
        auto given = service_.answer(request);
        for (auto& [name, value] : given.headers) {
            if (name == wire::server_key_header)
                value = to_hex(another.public_key);
            if (name == wire::signature_header)
                value = another.sign(manifest_statement(session, 1, digest_of(given.body)));
        }
        return given;
    };
    EXPECT_THAT(connect()->fetch_manifest(session, 0).error().english(), HasSubstr("another server"));
}

TEST_F(EnrolmentOverTheWire, WithAnOrganisersKeyTheServersSignatureIsNotEnough) {
    const auto organiser = SigningKey::make();
    const auto release = [&] {
        const auto draft = value_of(store_->draft(friday));
        return store_->release(
            {organiser.public_key, friday, draft.revision,
             organiser.sign(manifest_statement(session, draft.revision, digest_of(to_json(draft))))});
    };
    ASSERT_TRUE(enrol(*connect(), ticket()).ok());
    ASSERT_TRUE(release().ok());
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    EXPECT_TRUE(value_of(connect()->fetch_manifest(session, 0))) << "it was enrolled before";

    auto named = ticket();
    named.organiser_key = to_hex(organiser.public_key);
    ASSERT_TRUE(enrol(*connect(), named).ok());
    EXPECT_TRUE(value_of(connect()->fetch_manifest(session, 0)));
    // Whoever broke into the server has its key, and gives out other orders.
    std::string by_server;
    answer_otherwise = [&](const Request& request) -> std::optional<Answer> {
        auto given = service_.answer(request);
        for (auto& [name, value] : given.headers)
            if (name == wire::organiser_signature_header)
                value = by_server;
        return given;
    };
    EXPECT_THAT(connect()->fetch_manifest(session, 0).error().english(), HasSubstr("organiser did not sign"));
    by_server =
        value_of(store_->signing_key())
            .sign(manifest_statement(session, 1, digest_of(to_json(value_of(store_->draft(friday))))));
    EXPECT_THAT(connect()->fetch_manifest(session, 0).error().english(), HasSubstr("organiser did not sign"));
}

TEST_F(EnrolmentOverTheWire, NobodyBetweenNamesAnotherOrganiser) {
    const auto organiser = SigningKey::make();
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    const auto another = to_hex(SigningKey::make().public_key);
    std::string named;
    answer_otherwise = [&](const Request& request) -> std::optional<Answer> {
        auto given = service_.answer(request);
        if (given.status == 200) {
            auto answer = value_of(wire::parse_enrolment_answer(given.body));
            answer.organiser_key = named;
            given.body = wire::encode(answer);
        }
        return given;
    };
    const auto with_key = [&] {
        auto named_one = ticket();
        named_one.organiser_key = to_hex(organiser.public_key);
        return named_one;
    };
    named = another;
    EXPECT_THAT(enrol(*connect(), ticket()).error().english(), HasSubstr("Another server"));
    named.clear();
    EXPECT_THAT(enrol(*connect(), with_key()).error().english(), HasSubstr("Another server"))
        << "the ticket names one";
    named = to_hex(organiser.public_key);
    EXPECT_TRUE(enrol(*connect(), with_key()).ok());
    EXPECT_EQ(value_of(IdentityFile(key_file_).load())->organiser_key, named);
}

TEST_F(EnrolmentOverTheWire, AClockThatIsWrongKeepsNobodyFromWorking) {
    ASSERT_TRUE(enrol(*connect(), ticket()).ok());
    for (const std::int64_t hours : {-1, 1, 24 * 365, -24 * 365}) {
        auto connection = connect(hours * 3'600'000);
        int requests = 0;
        answer_otherwise = [&](const Request&) {
            ++requests;
            return std::optional<Answer>();
        };
        EXPECT_TRUE(value_of(connection->fetch_manifest(session, 0))) << hours;
        EXPECT_TRUE(connection->fetch_report(session).ok());
        EXPECT_EQ(requests, 3) << "the server's time is asked for once";
    }
}

TEST_F(EnrolmentOverTheWire, NobodyElseSetsTheClock) {
    ASSERT_TRUE(enrol(*connect(), ticket()).ok());
    int requests = 0;
    answer_otherwise = [&](const Request& request) {
        ++requests;
        auto lie = server::refuse(401, std::string(wire::clock_error), "The time is another.");
        lie.headers.emplace_back(wire::time_header, "4102444800000");
        lie.headers.emplace_back(wire::signature_header, SigningKey::make().sign(wire::time_statement(
                                                             4'102'444'800'000, request.signature)));
        return std::optional(lie);
    };
    auto connection = connect();
    EXPECT_FALSE(connection->fetch_report(session).ok());
    EXPECT_EQ(requests, 1);
    answer_otherwise = {};
    EXPECT_TRUE(connection->fetch_report(session).ok());
}

TEST_F(EnrolmentOverTheWire, ARefusalIsTold) {
    ASSERT_TRUE(enrol(*connect(), ticket()).ok());
    EXPECT_TRUE(store_->pin_device({"saint-flour", "counter-1"}, SigningKey::make().public_key, noon).ok());
    answer_otherwise = [](const Request&) {
        return std::optional(server::refuse(401, std::string(wire::bad_signature_error), "No."));
    };
    auto connection = connect();
    EXPECT_THAT(connection->fetch_report(session).error().english(), HasSubstr("enrolled again"));
    EXPECT_EQ(connection->standing(), ports::Standing::refused);
    answer_otherwise = [](const Request&) { return std::optional(server::refuse(404, "x", "No.")); };
    EXPECT_FALSE(connection->fetch_report(session).ok());
    EXPECT_EQ(connection->standing(), ports::Standing::good);
}

TEST_F(EnrolmentOverTheWire, AWithdrawalIsBelievedFromTheOwnServerAlone) {
    auto connection = connect();
    ASSERT_TRUE(enrol(*connection, ticket()).ok());
    const auto key = to_hex(value_of(IdentityFile(key_file_).load())->key.public_key);
    const auto lie = [&](const SigningKey& by, const std::string& of_key) {
        auto answer = server::refuse(403, std::string(wire::revoked_error), "Withdrawn.");
        answer.headers.emplace_back(wire::signature_header,
                                    by.sign(wire::revocation_statement("counter-1", of_key)));
        return answer;
    };
    answer_otherwise = [&](const Request&) { return std::optional(lie(SigningKey::make(), key)); };
    EXPECT_FALSE(connection->fetch_report(session).ok());
    EXPECT_EQ(connection->standing(), ports::Standing::refused) << "somebody in the middle said so";
    // What the server once said of an earlier key is no word about this one.
    const auto server_key = value_of(store_->signing_key());
    answer_otherwise = [&](const Request&) { return std::optional(lie(server_key, std::string(64, '0'))); };
    EXPECT_FALSE(connection->fetch_report(session).ok());
    EXPECT_EQ(connection->standing(), ports::Standing::refused);
    answer_otherwise = {};
    (void)value_of(store_->revoke_device({"saint-flour", "counter-1"}, "lost", noon));
    KioskJournal journal("counter-1");
    journal.add(CodeRefused{});
    EXPECT_FALSE(connection->push(journal.batch()).ok());
    EXPECT_EQ(connection->standing(), ports::Standing::revoked);
    ASSERT_TRUE(enrol(*connection, ticket()).ok());
    EXPECT_TRUE(connection->push(journal.batch()).ok()) << "what was not sent goes out with the new key";
}

TEST_F(EnrolmentOverTheWire, ADamagedKeyIsSaidAndReplaced) {
    std::ofstream(key_file_) << "{}";
    auto connection = connect();
    EXPECT_THAT(connection->fetch_report(session).error().english(), HasSubstr("damaged"));
    ASSERT_TRUE(enrol(*connection, ticket()).ok());
    EXPECT_TRUE(connection->fetch_report(session).ok());
}

TEST(EnrolmentCodes, SurviveBeingDictated) {
    const auto code = make_enrolment_code(0x123456789ABCDE);
    EXPECT_EQ(code.size(), enrolment_code_length);
    EXPECT_EQ(show_enrolment_code(code).size(), enrolment_code_length + 2);
    EXPECT_EQ(value_of(read_enrolment_code(show_enrolment_code(code))), code);
    std::string small = " " + show_enrolment_code(code);
    for (auto& letter : small)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    EXPECT_EQ(value_of(read_enrolment_code(small)), code);
    for (std::size_t at = 0; at < code.size(); ++at) {
        auto wrong = code;
        wrong[at] = wrong[at] == '7' ? '8' : '7';
        EXPECT_FALSE(read_enrolment_code(wrong).ok()) << at;
        if (at > 0 && code[at] != code[at - 1]) {
            auto exchanged = code;
            std::swap(exchanged[at], exchanged[at - 1]);
            EXPECT_FALSE(read_enrolment_code(exchanged).ok()) << at;
        }
    }
    for (const auto* text : {"", "ABC", "ABCD-EFGH-JKMNP", "ABCD_EFGH"})
        EXPECT_FALSE(read_enrolment_code(text).ok()) << text;
}

TEST(EnrolmentCodes, AQrHoldsAllThatAKioskNeeds) {
    const EnrolmentTicket ticket{"https://drive.example:8443", "saint-flour", "counter-1",
                                 make_enrolment_code(5), to_hex(SigningKey::make().public_key)};
    EXPECT_EQ(value_of(parse_enrolment_text(" " + to_text(ticket) + "\r\n")), ticket);
    auto with_organiser = ticket;
    with_organiser.organiser_key = to_hex(SigningKey::make().public_key);
    EXPECT_EQ(value_of(parse_enrolment_text(to_text(with_organiser))), with_organiser);
    EXPECT_FALSE(parse_enrolment_text(to_text(ticket) + "&organiser=00").ok());
    for (const auto& [part, other] : {std::pair{"station=saint-flour", "station=.."},
                                      {"device=counter-1", "device="},
                                      {"https%3A", "ftp%3A"},
                                      {"code=", "code=9"},
                                      {"key=", "key=0"},
                                      {"key=", "other="}}) {
        auto text = to_text(ticket);
        text.replace(text.find(part), std::string_view(part).size(), other);
        EXPECT_FALSE(parse_enrolment_text(text).ok()) << text;
    }
}

} // namespace
} // namespace guichet::sync
