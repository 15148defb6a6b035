// Kiosks and their keys: in each kind of store, at the service, and for the office.

#include "kiosk/core/enrolment.hpp"
#include "kiosk/core/signed_request.hpp"
#include "server/enrolment_office.hpp"
#include "server/service.hpp"
#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>

namespace guichet::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Instant noon{1'587'132'300'000};
constexpr std::int64_t hour = 3'600'000;
const DeviceName counter{"saint-flour", "counter-1"};

SigningKey key_of(const std::string& name) {
    return SigningKey::from_seed(digest_of(name));
}

EnrolmentClaim claim(const std::string& code, const SigningKey& key,
                     const std::string& device = counter.device) {
    return {device, enrolment_code_digest(code), key.public_key};
}

class Devices : public WithAStore {
protected:
    std::string offer(const DeviceName& name = counter) {
        const auto answer =
            value_of(perform(*store_, DeviceRequest{.task = DeviceTask::enrol, .name = name}, noon));
        return answer.code;
    }
    CodeOutcome enrol(const EnrolmentClaim& who, Instant now = noon) {
        return value_of(store_->enrol(who, now)).code;
    }
};
GUICHET_WITH_EACH_STORE(Devices);

TEST_P(Devices, AreKnownByTheKeyThatCameWithTheirCode) {
    const auto code = offer();
    EXPECT_THAT(value_of(store_->device_keys(counter.device)), IsEmpty());
    EXPECT_EQ(enrol(claim(code, key_of("a"))), CodeOutcome::pinned);
    const auto keys = value_of(store_->device_keys(counter.device));
    ASSERT_THAT(keys, SizeIs(1));
    EXPECT_EQ(keys[0].name, counter);
    EXPECT_EQ(keys[0].public_key, key_of("a").public_key);
    EXPECT_FALSE(keys[0].revoked);
}

TEST_P(Devices, ACodeIsUsedOnceButForTheKioskThatHeardNoAnswer) {
    const auto code = offer();
    EXPECT_EQ(enrol(claim(code, key_of("a"))), CodeOutcome::pinned);
    EXPECT_EQ(enrol(claim(code, key_of("a"))), CodeOutcome::pinned);
    EXPECT_EQ(enrol(claim(code, key_of("b"))), CodeOutcome::used);
    EXPECT_THAT(value_of(store_->device_keys(counter.device)), SizeIs(1));
}

TEST_P(Devices, ACodeIsOfOneKioskAndOfItsTime) {
    const auto code = offer();
    EXPECT_EQ(enrol(claim(code, key_of("a"), "counter-2")), CodeOutcome::unknown);
    EXPECT_EQ(enrol(claim(make_enrolment_code(1), key_of("a"))), CodeOutcome::unknown);
    EXPECT_EQ(enrol(claim(code, key_of("a")), noon + 25 * hour), CodeOutcome::expired);
    EXPECT_EQ(enrol(claim(code, key_of("a")), noon + 23 * hour), CodeOutcome::pinned);
}

TEST_P(Devices, GuessesAreLimited) {
    const auto code = offer();
    for (std::uint64_t guess = 0; guess < static_cast<std::uint64_t>(most_guesses); ++guess)
        EXPECT_EQ(enrol(claim(make_enrolment_code(guess), key_of("a"))), CodeOutcome::unknown);
    EXPECT_EQ(enrol(claim(code, key_of("a"))), CodeOutcome::guessed) << "the right one comes too late";
    EXPECT_EQ(enrol(claim(offer(), key_of("a"))), CodeOutcome::pinned) << "a new code begins anew";
}

TEST_P(Devices, ANewKeyOfAKioskReplacesTheOld) {
    EXPECT_EQ(enrol(claim(offer(), key_of("a"))), CodeOutcome::pinned);
    EXPECT_EQ(enrol(claim(offer(), key_of("b"))), CodeOutcome::pinned);
    const auto keys = value_of(store_->device_keys(counter.device));
    ASSERT_THAT(keys, SizeIs(2));
    EXPECT_FALSE(keys[0].revoked);
    EXPECT_EQ(keys[0].public_key, key_of("b").public_key);
    EXPECT_TRUE(keys[1].revoked);
    EXPECT_EQ(enrol(claim(offer(), key_of("a"))), CodeOutcome::used) << "a key that was revoked stays so";
}

TEST_P(Devices, ANameIsOfOneStation) {
    EXPECT_EQ(enrol(claim(offer(), key_of("a"))), CodeOutcome::pinned);
    const DeviceName moved{"murat", counter.device};
    EXPECT_THAT(store_->offer_enrolment(moved, {}, noon).error().english(), HasSubstr("saint-flour"));
    (void)value_of(store_->revoke_device(counter, "moved", noon));
    EXPECT_EQ(enrol(claim(offer(moved), key_of("b"))), CodeOutcome::pinned);
    EXPECT_THAT(value_of(store_->devices("murat")), SizeIs(1));
}

TEST_P(Devices, AreListedAndRevoked) {
    EXPECT_EQ(enrol(claim(offer(), key_of("a"))), CodeOutcome::pinned);
    offer({counter.station, "counter-2"});
    offer({"murat", "elsewhere"});
    auto listed = value_of(store_->devices(counter.station));
    ASSERT_THAT(listed, SizeIs(2));
    EXPECT_TRUE(listed[0].key && !listed[0].key->revoked && !listed[0].code_expires);
    EXPECT_TRUE(!listed[1].key && listed[1].code_expires);
    const auto revoked = value_of(store_->revoke_device(counter, "lost", noon));
    EXPECT_EQ(revoked.key->revoked, noon);
    EXPECT_EQ(value_of(store_->revoke_device(counter, "again", noon + 1)).key->reason, "lost");
    EXPECT_FALSE(store_->revoke_device({counter.station, "nobody"}, "", noon).ok());
    EXPECT_FALSE(store_->revoke_device({"murat", counter.device}, "", noon).ok());
}

TEST_P(Devices, ARevocationEndsACodeThatWaits) {
    const auto code = offer();
    (void)value_of(store_->revoke_device(counter, "", noon));
    EXPECT_EQ(enrol(claim(code, key_of("a"))), CodeOutcome::unknown);
}

TEST(DeviceMessages, ComeBackAsTheyWere) {
    const DeviceRequest sent{DeviceTask::revoke, counter, 24, "lost \"it\""};
    EXPECT_TRUE(is_device_request(encode(sent)));
    const auto read = value_of(parse_device_request(encode(sent)));
    EXPECT_EQ(read.name, counter);
    EXPECT_EQ(read.reason, sent.reason);
    DeviceStanding standing{counter, PinnedKey{counter, key_of("a").public_key, noon, noon, "lost"}, noon};
    const Result<DeviceAnswer> answer(DeviceAnswer{"CODE", noon, "key", "organiser", {standing}});
    EXPECT_EQ(encode(parse_device_answer(encode(answer))), encode(answer));
    for (const auto* bytes : {"", "[]", R"({"do":"list_proxies"})", "\xff"})
        EXPECT_FALSE(is_device_request(bytes)) << bytes;
    EXPECT_FALSE(parse_device_request(R"({"do":"enrol_kiosk","station":"..","device":"a","hours":1})").ok());
    EXPECT_FALSE(
        parse_device_request(R"({"do":"enrol_kiosk","station":"a","device":"a","hours":0,"reason":""})")
            .ok());
}

/// The service, which answers signed requests alone.
class SignedService : public testing::Test {
protected:
    SignedService() {
        import_text(*store_, small_file);
        pin(counter, "a");
    }

    void pin(const DeviceName& name, const std::string& key) {
        EXPECT_TRUE(store_->pin_device(name, key_of(key).public_key, noon).ok());
    }

    /// A request as the kiosk of a key signs it.
    static Request signed_by(const SigningKey& key, const std::string& target, const std::string& body = {},
                             const std::string& device = counter.device, std::int64_t time = 0) {
        time += noon.milliseconds;
        const std::string method = body.empty() ? "GET" : "POST";
        return {method,
                target,
                {},
                body,
                "2",
                device,
                std::to_string(time),
                key.sign(wire::request_statement(device, method, target, time, body))};
    }
    static wire::Batch signed_batch(const SendingKiosk& kiosk, const SigningKey& key) {
        auto batch = kiosk.batch();
        batch.signature = key.sign(wire::batch_statement(batch.device, batch.incarnation, batch.events));
        return batch;
    }
    Answer push(const wire::Batch& batch, const SigningKey& key) {
        return service_.answer(
            signed_by(key, wire::push_path(batch.device), wire::encode(batch), batch.device));
    }
    void expect_nothing_stored() { EXPECT_THAT(all_pages(*store_), IsEmpty()); }

    static std::string header(const Answer& answer, std::string_view name) {
        for (const auto& [known, value] : answer.headers)
            if (known == name)
                return value;
        return {};
    }

    TemporaryFolder folder_;
    std::unique_ptr<Store> store_ = store_in(folder_);
    Service service_ = value_of(Service::open(*store_, [] { return noon; }));
    const std::string manifest_ = wire::manifest_path(friday.text());
    const std::string server_key_ = to_hex(value_of(store_->signing_key()).public_key);
};

TEST_F(SignedService, AnswersWhoSigned) {
    EXPECT_EQ(service_.answer(signed_by(key_of("a"), manifest_)).status, 200U);
    SendingKiosk kiosk(counter.device);
    kiosk.add_many(3);
    EXPECT_EQ(push(signed_batch(kiosk, key_of("a")), key_of("a")).status, 200U);
    EXPECT_THAT(all_pages(*store_), SizeIs(3));
}

TEST_F(SignedService, AnswersNobodyWhoDidNotSign) {
    const SendingKiosk kiosk("counter-9");
    for (const auto& target :
         {manifest_, wire::report_path(friday.text()), wire::events_path(friday.text(), "x", 0)}) {
        const auto answer = service_.answer({"GET", target, {}, {}, "2"});
        EXPECT_EQ(answer.status, 401U) << target;
        EXPECT_EQ(answer.error, wire::not_signed_error);
        EXPECT_NE(header(answer, "WWW-Authenticate"), "");
    }
    EXPECT_EQ(service_.answer({"GET", "/healthz", {}, {}}).status, 200U);
    EXPECT_EQ(service_.answer({"GET", "/metrics", {}, {}}).status, 200U);
}

TEST_F(SignedService, RefusesWrongSignaturesWhateverWasChanged) {
    EXPECT_EQ(service_.answer(signed_by(key_of("b"), manifest_)).error, wire::bad_signature_error);
    auto moved = signed_by(key_of("a"), manifest_);
    moved.target = wire::report_path(friday.text());
    EXPECT_EQ(service_.answer(moved).error, wire::bad_signature_error);
    auto later = signed_by(key_of("a"), manifest_);
    later.time = std::to_string(noon.milliseconds + 1);
    EXPECT_EQ(service_.answer(later).error, wire::bad_signature_error);
    auto timeless = signed_by(key_of("a"), manifest_);
    timeless.time = "soon";
    EXPECT_EQ(service_.answer(timeless).error, wire::bad_signature_error);
    EXPECT_EQ(service_.answer(signed_by(key_of("a"), manifest_, {}, "counter-2")).error,
              wire::unknown_device_error);
    EXPECT_EQ(service_.answer(signed_by(key_of("a"), manifest_, {}, "../x")).error,
              wire::unknown_device_error);
    SendingKiosk kiosk(counter.device);
    kiosk.add_many(3);
    auto body = signed_by(key_of("a"), wire::push_path(counter.device),
                          wire::encode(signed_batch(kiosk, key_of("a"))));
    body.body += " ";
    EXPECT_EQ(service_.answer(body).status, 401U);
    expect_nothing_stored();
}

TEST_F(SignedService, RefusesABatchThatTheKioskDidNotSign) {
    SendingKiosk kiosk(counter.device);
    kiosk.add_many(3);
    auto batch = signed_batch(kiosk, key_of("a"));
    batch.events.pop_back();
    for (const auto& wrong : {batch, kiosk.batch(), signed_batch(kiosk, key_of("b"))}) {
        const auto answer = push(wrong, key_of("a"));
        EXPECT_EQ(answer.status, 401U);
        EXPECT_EQ(answer.error, wire::bad_signature_error);
    }
    expect_nothing_stored();
}

TEST_F(SignedService, TellsTheTimeToAClockThatIsWrong) {
    const auto late = signed_by(key_of("a"), manifest_, {}, counter.device, -hour);
    const auto answer = service_.answer(late);
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.error, wire::clock_error);
    EXPECT_EQ(header(answer, wire::time_header), std::to_string(noon.milliseconds));
    EXPECT_TRUE(verify_signature(server_key_, wire::time_statement(noon.milliseconds, late.signature),
                                 header(answer, wire::signature_header)));
    EXPECT_EQ(
        service_.answer(signed_by(key_of("a"), manifest_, {}, counter.device, -wire::most_clock_difference))
            .status,
        200U);
}

TEST_F(SignedService, KeepsStationsApart) {
    pin({"murat", "murat-1"}, "m");
    const auto read = service_.answer(signed_by(key_of("m"), manifest_, {}, "murat-1"));
    EXPECT_EQ(read.status, 403U);
    EXPECT_EQ(read.error, wire::other_station_error);
    SendingKiosk kiosk("murat-1");
    kiosk.add_many(2);
    EXPECT_EQ(push(signed_batch(kiosk, key_of("m")), key_of("m")).error, wire::other_station_error);
    // Its own session, with events of another station's in it.
    import_text(*store_, small_file, {"murat", friday.date});
    auto batch = kiosk.batch();
    batch.session = "murat/" + friday.date;
    batch.signature = key_of("m").sign(wire::batch_statement(batch.device, batch.incarnation, batch.events));
    EXPECT_EQ(push(batch, key_of("m")).error, wire::other_station_error);
    expect_nothing_stored();
}

TEST_F(SignedService, KeepsKiosksApart) {
    pin({counter.station, "counter-2"}, "b");
    SendingKiosk kiosk(counter.device);
    kiosk.add_many(2);
    const auto batch = signed_batch(kiosk, key_of("b"));
    const auto answer = service_.answer(
        signed_by(key_of("b"), wire::push_path(counter.device), wire::encode(batch), "counter-2"));
    EXPECT_EQ(answer.status, 403U);
    EXPECT_EQ(answer.error, wire::other_device_error);
    const auto call = service_.answer(signed_by(
        key_of("b"), wire::calls_path(friday.text()),
        wire::encode(HelpCall{counter.device, "Comptoir", 1, CallStanding::calling, ""}), "counter-2"));
    EXPECT_EQ(call.error, wire::other_device_error);
    expect_nothing_stored();
}

TEST_F(SignedService, TellsARevokedKioskSoWithItsSignature) {
    (void)value_of(store_->revoke_device(counter, "lost", noon));
    SendingKiosk kiosk(counter.device);
    kiosk.add_many(2);
    for (const auto& answer : {service_.answer(signed_by(key_of("a"), manifest_)),
                               service_.answer(signed_by(key_of("a"), manifest_, {}, counter.device, -hour)),
                               push(signed_batch(kiosk, key_of("a")), key_of("a"))}) {
        EXPECT_EQ(answer.status, 403U);
        EXPECT_EQ(answer.error, wire::revoked_error);
        EXPECT_TRUE(verify_signature(
            server_key_, wire::revocation_statement(counter.device, to_hex(key_of("a").public_key)),
            header(answer, wire::signature_header)));
    }
    EXPECT_EQ(service_.answer(signed_by(key_of("b"), manifest_)).error, wire::bad_signature_error)
        << "nobody else is told";
    expect_nothing_stored();
}

TEST_F(SignedService, WithTheOptionAnswersWhoDidNotSignButForKiosksWithAKey) {
    auto service = value_of(Service::open(
        *store_, [] { return noon; }, std::make_shared<Metrics>(), Unenrolled::accepted));
    EXPECT_EQ(service.answer({"GET", manifest_, {}, {}}).status, 200U);
    SendingKiosk old("counter-old");
    old.add_many(1);
    const Request unsigned_push{"POST", wire::push_path("counter-old"), {}, wire::encode(old.batch())};
    EXPECT_EQ(service.answer(unsigned_push).status, 200U);
    SendingKiosk borrowed(counter.device);
    borrowed.add_many(1);
    const Request borrowing{"POST", wire::push_path(counter.device), {}, wire::encode(borrowed.batch())};
    EXPECT_EQ(service.answer(borrowing).error, wire::not_signed_error);
    EXPECT_THAT(all_pages(*store_), SizeIs(1));
}

TEST_F(SignedService, EnrolsWhoHasTheCodeAndTheKey) {
    const auto code = make_enrolment_code(7);
    EXPECT_TRUE(store_->offer_enrolment({"murat", "murat-1"}, enrolment_code_digest(code), noon).ok());
    const auto key = key_of("m");
    wire::EnrolmentRequest request{code, "murat-1", to_hex(key.public_key), {}};
    const auto ask = [&] {
        return service_.answer({"POST", std::string(wire::enrolments_path), {}, wire::encode(request)});
    };
    request.proof =
        key_of("other").sign(wire::enrolment_statement(request.code, request.device, request.public_key));
    EXPECT_EQ(ask().status, 401U) << "somebody else's key";
    request.proof = key.sign(wire::enrolment_statement(request.code, request.device, request.public_key));
    const auto answer = ask();
    ASSERT_EQ(answer.status, 200U) << answer.body;
    const auto enrolled = value_of(wire::parse_enrolment_answer(answer.body));
    EXPECT_EQ(enrolled.station, "murat");
    EXPECT_EQ(enrolled.server_key, server_key_);
    EXPECT_TRUE(verify_signature(
        server_key_, wire::enrolled_statement("murat", "murat-1", request.public_key), enrolled.proof));
    const auto second = key_of("second");
    request.public_key = to_hex(second.public_key);
    request.proof = second.sign(wire::enrolment_statement(request.code, request.device, request.public_key));
    EXPECT_EQ(ask().status, 409U);
    request.code = make_enrolment_code(8);
    request.proof = second.sign(wire::enrolment_statement(request.code, request.device, request.public_key));
    EXPECT_EQ(ask().status, 403U);
    EXPECT_EQ(service_.answer({"POST", std::string(wire::enrolments_path), {}, "{}"}).status, 400U);
}

} // namespace
} // namespace guichet::server
