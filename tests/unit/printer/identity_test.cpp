#include "drivers/printer/device_id.hpp"
#include "drivers/printer/printer_identity.hpp"
#include "drivers/printer/profile_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>

namespace guichet::printer {

bool operator==(const ChosenProfile& left, const std::pair<std::string, ProfileReason>& right) {
    return left.profile.name == right.first && left.reason == right.second;
}

std::ostream& operator<<(std::ostream& out, const ChosenProfile& chosen) {
    return out << chosen.profile.name << ", " << words_of(chosen.reason);
}

namespace {

using Expected = std::pair<std::string, ProfileReason>;

const std::vector<Profile>& shipped() {
    static const std::vector<Profile> profiles =
        read_profiles(std::filesystem::path(GUICHET_SOURCE_DIR) / "assets" / "printers").value();
    return profiles;
}

PrinterIdentity named(std::string model, std::string maker = "EPSON") {
    PrinterIdentity identity;
    identity.reported_maker = std::move(maker);
    identity.reported_model = std::move(model);
    return identity;
}

PrinterIdentity plugged(std::uint16_t vendor, std::uint16_t product, std::string device_id = {}) {
    PrinterIdentity identity;
    identity.usb = {vendor, product};
    identity.device_id = std::move(device_id);
    return identity;
}

Profile made(std::string name, std::vector<std::string> models, int millimetres = 80) {
    Profile profile;
    profile.name = std::move(name);
    profile.models = std::move(models);
    profile.paper_millimetres = millimetres;
    return profile;
}

TEST(Identity, ThePrintersOwnNameDecides) {
    const auto of = [](const char* model) { return choose_profile(shipped(), named(model)); };
    EXPECT_EQ(of("TM-T20II"), (Expected{"epson-tm-t20ii", ProfileReason::own_name}));
    EXPECT_EQ(of("TM-T20III"), (Expected{"epson-tm-t20iii", ProfileReason::own_name}));
    EXPECT_EQ(of("TM-T20"), (Expected{"epson-tm-t20", ProfileReason::own_name}));
    EXPECT_EQ(of("TM-T88V"), (Expected{"epson-tm-t88v", ProfileReason::own_name}));
    EXPECT_EQ(of("TM-T88VI"), (Expected{"epson-tm-t88vi", ProfileReason::own_name}));
    EXPECT_EQ(of("TM-m30II-H"), (Expected{"epson-tm-m30", ProfileReason::own_name}));
}

TEST(Identity, NamesAreComparedWithoutCaseBlanksPunctuationAndMaker) {
    EXPECT_EQ(choose_profile(shipped(), named("  tm t20ii ")).profile.name, "epson-tm-t20ii");
    EXPECT_EQ(choose_profile(shipped(), named("EPSON TM-T20II")).profile.name, "epson-tm-t20ii");
    EXPECT_EQ(choose_profile(shipped(), named("E.P.S.O.N.TM-T20II")).profile.name, "epson-tm-t20ii");
    EXPECT_EQ(choose_profile(shipped(), named("CITIZEN CT-S310II", "CITIZEN")).profile.name, "citizen-ct-s");
}

TEST(Identity, TheDeviceIdComesNextAndItsDescriptionLast) {
    EXPECT_EQ(choose_profile(shipped(), plugged(0x04B8, 0x0E28, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;")),
              (Expected{"epson-tm-t20iii", ProfileReason::device_name}));
    EXPECT_EQ(choose_profile(shipped(), plugged(0, 0, "MFG:EPSON;CMD:ESC/POS;DES:EPSON TM-T88V;")),
              (Expected{"epson-tm-t88v", ProfileReason::device_name}));
    EXPECT_EQ(
        choose_profile(shipped(), plugged(0x0418, 0x5011, "MFG:Printer;CMD:EPSON;MDL:POS-80;CLS:PRINTER;1")),
        (Expected{"pos-80", ProfileReason::device_name}));
    auto identity = plugged(0x04B8, 0x0E15, "MFG:EPSON;MDL:TM-T88V;");
    identity.reported_model = "TM-T20III";
    EXPECT_EQ(choose_profile(shipped(), identity), (Expected{"epson-tm-t20iii", ProfileReason::own_name}));
}

TEST(Identity, AUsbIdDecidesWhenNoNameDoesAndASharedOneIsAGuess) {
    EXPECT_EQ(choose_profile(shipped(), plugged(0x04B8, 0x0E15)),
              (Expected{"epson-tm-t20ii", ProfileReason::usb_id}));
    EXPECT_EQ(choose_profile(shipped(), plugged(0x04B8, 0x0202, "MDL:USB Printing Support;")),
              (Expected{"epson-tm-t88v", ProfileReason::guessed}));
    std::vector<Profile> profiles{made("other", {}), made("own", {})};
    profiles[0].usb_ids = {{7, 8, true}};
    profiles[1].usb_ids = {{7, 8, false}};
    EXPECT_EQ(choose_profile(profiles, plugged(7, 8)), (Expected{"own", ProfileReason::usb_id}));
}

TEST(Identity, WhatIsNotKnownIsTheGenericPrinter) {
    EXPECT_EQ(choose_profile(shipped(), {}), (Expected{"generic-80mm", ProfileReason::unknown}));
    EXPECT_EQ(choose_profile(shipped(), plugged(0x1234, 0x5678, "MFG:Acme;MDL:Laser 9;")),
              (Expected{"generic-80mm", ProfileReason::unknown}));
    EXPECT_EQ(choose_profile({}, plugged(0x04B8, 0x0E15)),
              (Expected{"generic-80mm", ProfileReason::unknown}));
    auto own = made("generic-80mm", {});
    own.columns = 42;
    EXPECT_EQ(choose_profile({own}, {}).profile.columns, 42) << "the file's, not the one compiled in";
}

TEST(Identity, NarrowPaperIsNeverChosenByAccident) {
    for (const Profile& profile : shipped()) {
        for (const UsbId& id : profile.usb_ids) {
            const auto chosen = choose_profile(shipped(), plugged(id.vendor, id.product));
            EXPECT_GE(chosen.profile.paper_millimetres, 80) << profile.name;
        }
    }
    std::vector<Profile> profiles{made("narrow", {"POS-5890", "POS"}, 58), made("wide", {"POS 8"})};
    profiles[0].usb_ids = {{7, 8, true}};
    EXPECT_EQ(choose_profile(profiles, plugged(7, 8)), (Expected{"generic-80mm", ProfileReason::unknown}));
    EXPECT_EQ(choose_profile(profiles, named("POS-80")).profile.name, "wide");
    EXPECT_EQ(choose_profile(profiles, named("POS")).profile.name, "generic-80mm")
        << "too short to mean anything";
    EXPECT_EQ(choose_profile(profiles, named("")).profile.name, "generic-80mm");
    profiles[1].models = {"POS-5890"};
    EXPECT_EQ(choose_profile(profiles, named("POS-5890")).profile.name, "wide");
    EXPECT_EQ(choose_profile(shipped(), named("POS58 Printer", "")).profile.name, "pos-5890");
}

TEST(Identity, TheShippedProfilesDoNotContradictEachOther) {
    std::set<std::string> models;
    std::set<std::pair<int, int>> own_ids;
    for (const Profile& profile : shipped()) {
        for (const std::string& model : profile.models) {
            EXPECT_TRUE(models.insert(model).second) << model;
            EXPECT_EQ(choose_profile(shipped(), named(model)),
                      (Expected{profile.name, ProfileReason::own_name}));
        }
        for (const UsbId& id : profile.usb_ids) {
            EXPECT_TRUE(own_ids.insert({id.vendor, id.product}).second) << profile.name;
        }
    }
}

TEST(Identity, AChoiceIsMadeByIdentityOrFixed) {
    EXPECT_EQ(choose_by_identity(shipped())(named("TM-m30")).name, "epson-tm-m30");
    EXPECT_EQ(always(made("mine", {}))(named("TM-m30")).name, "mine");
}

TEST(Identity, EveryReasonHasWordsOfItsOwn) {
    std::set<std::string_view> words;
    for (const auto reason : {ProfileReason::configured, ProfileReason::own_name, ProfileReason::device_name,
                              ProfileReason::usb_id, ProfileReason::guessed, ProfileReason::unknown})
        words.insert(words_of(reason));
    EXPECT_EQ(words.size(), 6U);
    EXPECT_FALSE(words.contains(""));
}

} // namespace
} // namespace guichet::printer
