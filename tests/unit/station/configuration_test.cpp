#include "kiosk/station/configuration.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace guichet::station {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string least = R"([kiosk]
device = "saint-flour-1"
name = "Comptoir 1"
[station]
id = "saint-flour"
[server]
url = "https://drive.example"
[store]
file = "/var/lib/guichet/kiosk.sqlite"
)";

std::string with(const std::string& what, const std::string& instead) {
    std::string text = least;
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), instead);
}

TEST(Configuration, customers_are_asked_for_paper_unless_it_says_otherwise) {
    const std::string self = with("name = ", "mode = \"self\"\nname = ");
    const auto read = parse_configuration(self, "kiosk.toml");
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(read->kiosk.paper, app::ReceiptPaper::on_request);
    const auto told = parse_configuration(self + "[receipt]\npaper = \"always\"\n", "kiosk.toml");
    ASSERT_TRUE(told.ok()) << told.error().english();
    EXPECT_EQ(told->kiosk.paper, app::ReceiptPaper::always);
}

TEST(Configuration, needs_little_and_knows_the_rest) {
    const auto read = parse_configuration(least, "kiosk.toml");
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(read->kiosk.device, "saint-flour-1");
    EXPECT_EQ(read->kiosk.name, "Comptoir 1");
    EXPECT_EQ(read->kiosk.mode, app::Mode::counter);
    EXPECT_EQ(read->kiosk.language, "fr");
    EXPECT_EQ(read->kiosk.date, "");
    EXPECT_EQ(read->time_zone, "Europe/Paris");
    EXPECT_EQ(read->store_file, "/var/lib/guichet/kiosk.sqlite");
    EXPECT_EQ(read->kiosk.paper, app::ReceiptPaper::always);
    EXPECT_TRUE(read->printers.empty()) << "no printer is named";
    EXPECT_TRUE(read->kiosk.printers.empty());
    EXPECT_TRUE(read->hand_scanner.any) << "whatever is plugged in";
    EXPECT_EQ(read->hand_scanner.device, "");
    EXPECT_EQ(read->hand_scanner.layout, std::nullopt) << "found out by itself";
    EXPECT_EQ(read->screen.width, 1280);
    EXPECT_TRUE(read->screen.full_screen);
}

TEST(Configuration, a_kiosk_may_have_no_hand_scanner) {
    const auto read = parse_configuration(least + "[hand_scanner]\ndevice = \"none\"\n", "kiosk.toml");
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_FALSE(read->hand_scanner.any);
}

TEST(Configuration, takes_every_key) {
    const auto text = with("[station]\n", "mode = \"self\"\nlanguage = \"en\"\nlock_after_minutes = "
                                          "3\n[station]\nsession = \"2020-04-17\"\n"
                                          "time_zone = \"Europe/London\"\n") +
                      R"([camera]
device = "/dev/video0"
[hand_scanner]
device = "Honeywell"
prefix = '\x02'
suffix = "*\\r"
gap = 60
baud = 115200
layout = "fr"
[receipt]
paper = "on-request"
[[printer]]
profile = "epson-tm-t20"
port = "1-2.3"
roles = ["report", "receipt"]
[[printer]]
profile = "auto"
port = "X3BF042117"
roles = ["label"]
[screen]
width = 1920
height = 1080
pixels_per_millimetre = 4
full_screen = false
)";
    const auto read = parse_configuration(text, "kiosk.toml");
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(read->kiosk.mode, app::Mode::self);
    EXPECT_EQ(read->kiosk.language, "en");
    EXPECT_EQ(read->kiosk.lock_after, 180'000);
    EXPECT_EQ(read->kiosk.date, "2020-04-17");
    EXPECT_EQ(read->kiosk.session(), "saint-flour/2020-04-17");
    EXPECT_EQ(read->camera, "/dev/video0");
    EXPECT_TRUE(read->hand_scanner.any);
    EXPECT_EQ(read->hand_scanner.device, "Honeywell");
    EXPECT_EQ(read->hand_scanner.framing, (scanner::Framing{"\x02", "*\r"}));
    EXPECT_EQ(read->hand_scanner.gap, std::chrono::milliseconds(60));
    EXPECT_EQ(read->hand_scanner.baud, 115200);
    EXPECT_EQ(read->hand_scanner.layout, scanner::KeyLayout::french);
    EXPECT_EQ(read->kiosk.paper, app::ReceiptPaper::on_request);
    ASSERT_EQ(read->printers.size(), 2U);
    EXPECT_EQ(read->printers[0].profile, "epson-tm-t20");
    EXPECT_EQ(read->printers[0].port, "1-2.3");
    EXPECT_EQ(read->printers[0].roles, (app::PrinterRoles{true, false, true}));
    EXPECT_EQ(read->printers[1].profile, "") << "found by itself";
    EXPECT_EQ(read->printers[1].port, "X3BF042117");
    EXPECT_EQ(read->kiosk.printers,
              (std::vector{app::PrinterRoles{true, false, true}, app::PrinterRoles{false, true, false}}));
    EXPECT_EQ(read->screen.height, 1080);
    EXPECT_DOUBLE_EQ(read->screen.pixels_per_millimetre, 4);
    EXPECT_FALSE(read->screen.full_screen);
}

TEST(Configuration, the_example_that_is_shipped_is_good) {
    const auto read = read_configuration(GUICHET_SOURCE_DIR "/systemd/kiosk.toml");
    EXPECT_TRUE(read.ok()) << read.error().english();
}

TEST(Configuration, each_fault_has_its_place_and_says_what_is_expected) {
    const struct {
        std::string text;
        std::string place;
        std::string expected;
    } faults[] = {
        {"", "kiosk.toml:", "“device” is missing in [kiosk]"},
        {with("device = \"saint-flour-1\"\n", ""), "kiosk.toml:1:1: ", "“device” is missing in [kiosk]"},
        {with("\"Comptoir 1\"", "\"\""), "kiosk.toml:3:8: ", "“name” must be a text in quotes, not empty"},
        {with("\"Comptoir 1\"", "7"), "kiosk.toml:3:8: ", "must be a text in quotes"},
        {with("[station]", "mode = \"counterr\"\n[station]"),
         "kiosk.toml:4:8: ", "must be one of: counter, self"},
        {with("[station]", "colour = \"red\"\n[station]"),
         "kiosk.toml:4:10: ", "“colour” is not a key of [kiosk]"},
        {with("id =", "session = \"17/04/2020\"\nid ="), "kiosk.toml:5:11: ", "a date such as 2020-04-17"},
        {with("id =", "session = \"2020-13-17\"\nid ="), "kiosk.toml:5:11: ", "a date such as 2020-04-17"},
        {with("https://", "ftp://"), "kiosk.toml:7:7: ", "must begin with http:// or https://"},
        {with("[store]\nfile = \"/var/lib/guichet/kiosk.sqlite\"\n", "store = 5\n"),
         "kiosk.toml:8:9: ", "“store” is not a key of [server]"},
        {"store = 5\n" + with("[store]\nfile = \"/var/lib/guichet/kiosk.sqlite\"\n", ""),
         "kiosk.toml:1:9: ", "[store] must be a table"},
        {least + "[screen]\nwidth = 600\n", "kiosk.toml:11:9: ", "a whole number from 640 to 7680"},
        {least + "[screen]\nwidth = 1280.5\n", "kiosk.toml:11:9: ", "a whole number from 640 to 7680"},
        {least + "[screen]\npixels_per_millimetre = nan\n", "kiosk.toml:11:25: ", "a number from 2 to 20"},
        {least + "[screen]\nfull_screen = 1\n", "kiosk.toml:11:15: ", "must be true or false"},
        {least + "[scren]\n", "kiosk.toml:10:1: ", "[scren] is not a section of this file"},
        {least + "[camera\n", "kiosk.toml:10:8: ", ""},
        {least + "[store]\n", "kiosk.toml:10:", ""},
        {least + "[printer]\nprofile = \"auto\"\n", "kiosk.toml:10:1: ", "write [[printer]]"},
        {least + "[[printer]]\nrole = [\"receipt\"]\n",
         "kiosk.toml:11:8: ", "“role” is not a key of [[printer]]"},
        {least + "[[printer]]\nroles = [\"receipts\"]\n",
         "kiosk.toml:11:10: ", "“roles” must be a list of these: receipt, label, report"},
        {least + "[[printer]]\nroles = []\n", "kiosk.toml:11:9: ", "“roles” must be a list of these"},
        {least + "[[printer]]\nroles = \"receipt\"\n",
         "kiosk.toml:11:9: ", "“roles” must be a list of these"},
        {least + "[[printer]]\nport = \"1-2\"\n[[printer]]\n",
         "kiosk.toml:12:1: ", "“port” must tell this printer from the others"},
        {least + "[[printer]]\nport = \"1-2\"\n[[printer]]\nport = \"1-2\"\n",
         "kiosk.toml:13:8: ", "“port” must be another for each printer"},
        {least + "[hand_scanner]\nprefix = \"a\\\\q\"\n", "kiosk.toml:11:10: ", "“prefix” may hold \\r"},
        {least + "[hand_scanner]\nsuffix = '\\x2'\n", "kiosk.toml:11:10: ", "“suffix” may hold \\r"},
        {least + "[hand_scanner]\ngap = 5\n", "kiosk.toml:11:7: ", "a whole number from 20 to 1000"},
        {least + "[hand_scanner]\nbaud = 9601\n", "kiosk.toml:11:8: ", "“baud” must be one of: 1200, 2400"},
        {least + "[hand_scanner]\nlayout = \"de\"\n", "kiosk.toml:11:10: ", "must be one of: auto, us, fr"},
        {least + "[receipt]\npaper = \"sometimes\"\n",
         "kiosk.toml:11:9: ", "must be one of: always, on-request, never"},
    };
    for (const auto& fault : faults) {
        const auto read = parse_configuration(fault.text, "kiosk.toml");
        ASSERT_FALSE(read.ok()) << fault.text;
        EXPECT_THAT(read.error().english(), StartsWith(fault.place));
        EXPECT_THAT(read.error().english(), HasSubstr(fault.expected));
    }
}

TEST(Configuration, a_file_that_is_not_there_says_what_to_check) {
    EXPECT_THAT(read_configuration("/nowhere/kiosk.toml").error().english(),
                HasSubstr("/nowhere/kiosk.toml"));
}

} // namespace
} // namespace guichet::station
