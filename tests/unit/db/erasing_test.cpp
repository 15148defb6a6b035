// What remains of people in the files of a kiosk that was withdrawn: nothing.

#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace guichet::db::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const std::string name = "Élodie Marchandeau-Testud";

/// Whether any file of a folder holds a text.
std::vector<std::string> files_with(const std::filesystem::path& folder, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << stream.rdbuf();
        if (bytes.str().find(text) != std::string::npos)
            found.push_back(entry.path().filename());
    }
    return found;
}

class Erasing : public testing::Test {
protected:
    void fill(KioskStore& store) {
        const auto recovered = store.recover();
        ASSERT_TRUE(recovered.ok());
        Recorder recorder("kiosk-1", recovered->incarnation);
        Manifest content;
        content.station_id = "saint-flour";
        content.station_name = "Saint-Flour";
        content.date = "2020-04-17";
        content.revision = 1;
        Basket basket;
        basket.id = "B0001";
        basket.customer_name = name;
        content.baskets.push_back(basket);
        ASSERT_TRUE(store.save_manifest({to_json(content), 1, "5167", "4b65"}).ok());
        for (int copy = 0; copy < 200; ++copy) // over many pages
            ASSERT_TRUE(
                store
                    .commit({{recorder.next()},
                             {{std::to_string(copy), "{\"text\":\"" + name + "\"}",
                               copy % 2 == 0 ? ports::SpoolState::queued : ports::SpoolState::printed}}})
                    .ok());
        const auto users =
            store.save_user({{{}, name, ports::UserRole::coordinator, true}, Pin::parse("8372").value()});
        ASSERT_TRUE(users.ok());
        std::ofstream(key_file_of(file)) << "secret";
    }

    Folder folder;
    const std::filesystem::path file = folder / "kiosk.sqlite";
};

TEST_F(Erasing, NoNameRemainsInAnyFile) {
    KioskStore store(file);
    fill(store);
    ASSERT_FALSE(files_with(file.parent_path(), name).empty()) << "the test can tell";
    ASSERT_TRUE(store.erase_people().ok());
    EXPECT_THAT(files_with(file.parent_path(), name), IsEmpty()) << "while it is open";
    EXPECT_THAT(files_with(file.parent_path(), "Marchandeau"), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(key_file_of(file)));
}

TEST_F(Erasing, TheJournalStaysAndTheStoreGoesOn) {
    {
        KioskStore store(file);
        fill(store);
        ASSERT_TRUE(store.erase_people().ok());
    }
    EXPECT_THAT(files_with(file.parent_path(), name), IsEmpty()) << "after it was closed";
    KioskStore store(file);
    const auto recovered = store.recover();
    ASSERT_TRUE(recovered.ok());
    EXPECT_EQ(recovered->withdrawal, ports::Withdrawal::erased);
    EXPECT_THAT(recovered->own_events, SizeIs(200));
    EXPECT_FALSE(recovered->manifest);
    EXPECT_THAT(recovered->documents, IsEmpty());
    for (const auto& user : recovered->users)
        EXPECT_FALSE(user.active);
    EXPECT_TRUE(store.save_manifest(manifest(2)).ok());
    EXPECT_TRUE(store.save_enrolled().ok());
    EXPECT_EQ(store.recover()->withdrawal, ports::Withdrawal::none);
    EXPECT_TRUE(
        store.save_user({{{}, "Nadia", ports::UserRole::coordinator, true}, Pin::parse("5921").value()})
            .ok());
}

TEST_F(Erasing, AFileThatCannotGoIsToldAndDoneAgain) {
    KioskStore store(file);
    fill(store);
    std::filesystem::remove(key_file_of(file));
    std::filesystem::create_directories(key_file_of(file) / "full");
    EXPECT_FALSE(store.erase_people().ok());
    EXPECT_EQ(store.recover()->withdrawal, ports::Withdrawal::erasing);
    std::filesystem::remove_all(key_file_of(file));
    EXPECT_TRUE(store.erase_people().ok());
    EXPECT_EQ(store.recover()->withdrawal, ports::Withdrawal::erased);
}

} // namespace
} // namespace guichet::db::test
