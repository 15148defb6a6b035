// The organiser's key: kiosks are given what it signed, wherever it signs.

#include "kiosk/core/organiser.hpp"
#include "server/service.hpp"
#include "server/signing_office.hpp"
#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>

namespace guichet::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const SigningKey organiser = SigningKey::from_seed({1});
const SigningKey another = SigningKey::from_seed({2});

class Signing : public WithAStore {
protected:
    Signing() { import_text(*store_, small_file); }

    [[nodiscard]] Release release_of(const SigningKey& key, const Manifest& manifest) const {
        const auto statement =
            manifest_statement(manifest.session(), manifest.revision, digest_of(to_json(manifest)));
        return {key.public_key, friday, manifest.revision, key.sign(statement)};
    }
    [[nodiscard]] Manifest draft() { return value_of(store_->draft(friday)); }
    void change_orders() {
        import_text(*store_, std::string(short_header) + "1,C1,Camille Durand,P,Pain,1,piece,3.20\n", friday,
                    2);
    }
};
GUICHET_WITH_EACH_STORE(Signing);

TEST_P(Signing, KiosksAreGivenWhatWasReleasedAlone) {
    ASSERT_TRUE(store_->release(release_of(organiser, draft())).ok());
    EXPECT_EQ(value_of(store_->revision(friday)), 1);
    EXPECT_FALSE(value_of(store_->released(friday))) << "the key is not in force yet";
    const auto first = to_json(draft());
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    EXPECT_EQ(value_of(store_->released(friday))->revision, 1);
    EXPECT_EQ(to_json(manifest()), first);

    change_orders();
    EXPECT_EQ(draft().revision, 2);
    EXPECT_EQ(value_of(store_->revision(friday)), 1);
    EXPECT_EQ(to_json(manifest()), first) << "kiosks and reports know nothing of it";
    ASSERT_THAT(value_of(store_->drafts(organiser.public_key)), SizeIs(1));
    EXPECT_EQ(value_of(store_->drafts(organiser.public_key))[0].revision, 2);

    ASSERT_TRUE(store_->release(release_of(organiser, draft())).ok());
    EXPECT_EQ(value_of(store_->revision(friday)), 2);
    EXPECT_EQ(to_json(manifest()), to_json(draft()));
    EXPECT_THAT(value_of(store_->drafts(organiser.public_key)), IsEmpty());
}

TEST_P(Signing, WithoutAReleaseNothingIsGiven) {
    EXPECT_FALSE(value_of(store_->organiser()));
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    EXPECT_EQ(value_of(store_->organiser()), organiser.public_key);
    EXPECT_EQ(value_of(store_->revision(friday)), std::nullopt);
    EXPECT_THAT(store_->manifest(friday).error().english(), HasSubstr("saint-flour/2020-04-17"));
    EXPECT_EQ(draft().revision, 1);
}

TEST_P(Signing, WhatTheKeyDidNotSignIsNotReleased) {
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    auto forged = release_of(another, draft());
    forged.organiser = organiser.public_key;
    EXPECT_THAT(store_->release(forged).error().english(), HasSubstr("not the organiser's"));
    const auto late = release_of(organiser, draft());
    change_orders();
    EXPECT_THAT(store_->release(late).error().english(), HasSubstr("Sign again"));
    auto other_orders = draft();
    other_orders.baskets.pop_back();
    EXPECT_FALSE(store_->release(release_of(organiser, other_orders)).ok());
    EXPECT_EQ(value_of(store_->revision(friday)), std::nullopt);
}

TEST_P(Signing, AnotherKeyTakesItsPlace) {
    ASSERT_TRUE(store_->release(release_of(organiser, draft())).ok());
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    ASSERT_TRUE(store_->release(release_of(another, draft())).ok());
    EXPECT_EQ(value_of(store_->released(friday))->signature, release_of(organiser, draft()).signature);
    ASSERT_TRUE(store_->adopt_organiser(another.public_key).ok());
    EXPECT_EQ(value_of(store_->released(friday))->signature, release_of(another, draft()).signature);
    EXPECT_THAT(value_of(store_->drafts(organiser.public_key)), SizeIs(1)) << "the first one's are gone";
}

TEST_P(Signing, TheSignatureGoesWithTheManifest) {
    ASSERT_TRUE(store_->release(release_of(organiser, draft())).ok());
    auto service = value_of(Service::open(
        *store_, [] { return Instant{0}; }, std::make_shared<Metrics>(), Unenrolled::accepted));
    const auto signature_in = [&] {
        Request request;
        request.method = "GET";
        request.target = wire::manifest_path(friday.text());
        const auto answer = service.answer(request);
        EXPECT_EQ(answer.status, 200U);
        for (const auto& [name, value] : answer.headers)
            if (name == wire::organiser_signature_header)
                return verify_signature(to_hex(organiser.public_key),
                                        manifest_statement(friday.text(), 1, digest_of(answer.body)), value)
                           ? "good"
                           : "bad";
        return "none";
    };
    EXPECT_STREQ(signature_in(), "none");
    ASSERT_TRUE(store_->adopt_organiser(organiser.public_key).ok());
    EXPECT_STREQ(signature_in(), "good") << "also of a manifest that was given out before";
    change_orders();
    EXPECT_STREQ(signature_in(), "good");
}

TEST_P(Signing, TheOfficeSignsAllThatWaits) {
    import_text(*store_, small_file, {"saint-flour", "2020-04-24"});
    store_.reset(); // as when no server serves
    std::vector<std::string> seen;
    const auto told = [&](const SignedDraft& draft) {
        seen.push_back(draft.draft.session.text());
        EXPECT_EQ(draft.baskets, 3U);
        EXPECT_EQ(draft.orders, 4U);
        EXPECT_EQ(draft.lines, 6U);
    };
    ASSERT_TRUE(sign_drafts(place_.url(), organiser, told).ok());
    EXPECT_THAT(seen, testing::ElementsAre("saint-flour/2020-04-17", "saint-flour/2020-04-24"));
    ASSERT_TRUE(perform(place_.url(), SigningRequest{SigningTask::adopt, organiser.public_key}).ok());
    ASSERT_TRUE(sign_drafts(place_.url(), organiser, told).ok());
    EXPECT_THAT(seen, SizeIs(2)) << "nothing waits any more";
    store_ = place_.open();
    EXPECT_EQ(value_of(store_->revision(friday)), 2) << "it knows the codes of the week after";
}

TEST(SigningMessages, ComeBackAsTheyWere) {
    const SigningRequest sent{SigningTask::release, organiser.public_key, friday, 7, "00ff"};
    const auto read = value_of(parse_signing_request(encode(sent)));
    EXPECT_EQ(read.task, sent.task);
    EXPECT_EQ(read.organiser, sent.organiser);
    EXPECT_EQ(read.session.text(), friday.text());
    EXPECT_EQ(read.revision, 7);
    EXPECT_EQ(read.signature, "00ff");
    EXPECT_TRUE(is_signing_request(encode(sent)));
    EXPECT_FALSE(is_signing_request(R"({"do":"list_proxies"})"));
    const auto answer = value_of(
        parse_signing_answer(encode(Result<SigningAnswer>(SigningAnswer{"aa", {{friday, 3}}, "{\"a\":1}"}))));
    EXPECT_EQ(answer.in_force, "aa");
    EXPECT_EQ(answer.drafts.at(0).revision, 3);
    EXPECT_EQ(answer.body, "{\"a\":1}");
    EXPECT_EQ(parse_signing_answer(encode(Result<SigningAnswer>(fail("No. {0}", 1)))).error().english(),
              "No. 1");
    for (const auto* bytes : {"", "{}", "[]", "\xff", R"({"do":"release_draft","organiser":"00"})",
                              R"({"do":"fly","organiser":""})"}) {
        EXPECT_FALSE(parse_signing_request(bytes).ok()) << bytes;
        EXPECT_FALSE(parse_signing_answer(bytes).ok()) << bytes;
    }
}

TEST(OrganiserKey, ItsFileIsReadBack) {
    const auto read = parse_key_file(to_key_file(organiser));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->public_key, organiser.public_key);
    for (const char* text : {"", "guichet-organiser-key:1 ", "guichet-organiser-key:2 00", "00"})
        EXPECT_FALSE(parse_key_file(text)) << text;
}

} // namespace
} // namespace guichet::server
