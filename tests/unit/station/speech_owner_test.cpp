#include "kiosk/station/speech_owner.hpp"

#include "kiosk/station/headphones_owner.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <string>
#include <vector>

namespace guichet::station::test {
namespace {

using ports::Utterance;

/// A player that takes samples as long as the test lets it, and keeps them.
class FakePlayer final : public platform::AudioPlayer {
public:
    void play(ports::Sound) override {}
    std::size_t speak(std::span<const std::int16_t> samples, bool into_headphones,
                      std::chrono::milliseconds) override {
        std::unique_lock lock(mutex_);
        changed_.notify_all();
        if (room_ == 0) {
            changed_.wait_for(lock, std::chrono::milliseconds(1));
            return 0;
        }
        const auto count = std::min(room_, samples.size());
        room_ -= count;
        for (std::size_t n = 0; n < count; ++n)
            heard_ += static_cast<char>(samples[n]);
        in_headphones_ = into_headphones;
        changed_.notify_all();
        return count;
    }
    void cut_speech() override {
        const std::lock_guard lock(mutex_);
        ++cuts_;
        changed_.notify_all();
    }
    void set_loudness(float) override {}
    [[nodiscard]] bool speech_is_over() const override { return true; }
    [[nodiscard]] bool has_headphones() const override { return false; }

    void give_room(std::size_t samples) {
        const std::lock_guard lock(mutex_);
        room_ = samples;
        changed_.notify_all();
    }
    /// Waits until this was heard last.
    [[nodiscard]] bool hears(const std::string& end) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return heard_.ends_with(end); });
    }
    [[nodiscard]] std::string heard() {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    [[nodiscard]] bool in_headphones() {
        const std::lock_guard lock(mutex_);
        return in_headphones_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::string heard_;
    std::size_t room_ = 1'000'000;
    int cuts_ = 0;
    bool in_headphones_ = false;
};

/// Each letter becomes samples of its own, ten of them.
class FakeVoice final : public platform::Synthesiser {
public:
    [[nodiscard]] int samples_per_second() const override {
        return platform::AudioPlayer::samples_per_second;
    }
    [[nodiscard]] Result<> render(const std::string& text, const std::string&,
                                  const platform::TakeSamples& take) override {
        for (const char letter : text)
            if (!take(std::vector<std::int16_t>(10, letter)))
                break;
        return Done{};
    }
    [[nodiscard]] std::string take_notice() override { return {}; }
};

class SpeechOwnerTest : public testing::Test {
protected:
    static Utterance words(const std::string& text, bool waits = false, bool personal = false) {
        return {.text = text, .language = "fr", .personal = personal, .waits = waits};
    }

    FakePlayer player;
    SpeechOwner owner{
        player,
        [] { return Result<std::unique_ptr<platform::Synthesiser>>(std::make_unique<FakeVoice>()); },
        {}};
};

TEST_F(SpeechOwnerTest, SaysOneAfterAnotherWhatWaits) {
    owner.say(words("a"));
    owner.say(words("b", true));
    ASSERT_TRUE(player.hears("bbbbbbbbb"));
    EXPECT_NE(player.heard().find("aaaaaaaaa"), std::string::npos);
}

TEST_F(SpeechOwnerTest, TheNewestTakesThePlaceOfWhatIsBeingSaid) {
    player.give_room(15);
    owner.say(words("aaaaaaaaaaaaaaaaaaaaaaaa"));
    ASSERT_TRUE(player.hears("aaaaaaaaaaaa"));
    owner.say(words("z"));
    player.give_room(1'000'000);
    ASSERT_TRUE(player.hears("zzzzzzzzz"));
    EXPECT_LT(player.heard().size(), 40U) << "the rest of the first is never heard";
}

TEST_F(SpeechOwnerTest, HushesAtOnceAndForgetsWhatWaits) {
    player.give_room(15);
    owner.say(words("aaaaaaaaaaaaaaaaaaaaaaaa"));
    owner.say(words("b", true));
    ASSERT_TRUE(player.hears("aaaaaaaaaaaa"));
    owner.hush();
    player.give_room(1'000'000);
    owner.say(words("z"));
    ASSERT_TRUE(player.hears("zzzzzzzzz"));
    EXPECT_EQ(player.heard().find('b'), std::string::npos);
    EXPECT_LT(player.heard().size(), 40U);
}

TEST_F(SpeechOwnerTest, WhatIsPersonalStopsTheMomentHeadphonesArePulledOut) {
    owner.set_headphones(true);
    player.give_room(15);
    owner.say(words("pppppppppppppppppppppppp", false, true));
    owner.say(words("q", true, true));
    ASSERT_TRUE(player.hears("pppppppppppp"));
    EXPECT_TRUE(player.in_headphones());
    owner.set_headphones(false);
    player.give_room(1'000'000);
    owner.say(words("x", false, true));
    owner.say(words("z", true));
    ASSERT_TRUE(player.hears("zzzzzzzzz"));
    EXPECT_FALSE(player.in_headphones());
    EXPECT_LT(player.heard().size(), 40U);
    EXPECT_EQ(player.heard().find_first_of("qx"), std::string::npos);
}

TEST(SpeechOwner, WithoutAVoiceSaysSoOnceAndDisturbsNobody) {
    FakePlayer player;
    std::mutex mutex;
    std::condition_variable told;
    int lines = 0;
    {
        SpeechOwner owner(
            player, [] { return Result<std::unique_ptr<platform::Synthesiser>>(fail("No voice.")); },
            [&](const std::string&) {
                const std::lock_guard lock(mutex);
                ++lines;
                told.notify_all();
            });
        owner.say({.text = "a", .language = "fr"});
        std::unique_lock lock(mutex);
        ASSERT_TRUE(told.wait_for(lock, std::chrono::seconds(20), [&] { return lines == 1; }));
        lock.unlock();
        owner.say({.text = "b", .language = "fr"});
    }
    EXPECT_EQ(lines, 1);
    EXPECT_EQ(player.heard(), "");
}

TEST(HeadphonesOwner, TellsEachChangeOnce) {
    struct Fake final : ports::Headphones {
        [[nodiscard]] bool plugged(std::chrono::milliseconds) override { return ++calls / 3 % 2 == 1; }
        int calls = 0;
    };
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<bool> told;
    const HeadphonesOwner owner([] { return std::make_unique<Fake>(); },
                                [&](bool plugged) {
                                    const std::lock_guard lock(mutex);
                                    told.push_back(plugged);
                                    changed.notify_all();
                                });
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, std::chrono::seconds(20), [&] { return told.size() >= 4; }));
    told.resize(4);
    EXPECT_EQ(told, (std::vector{true, false, true, false}));
}

} // namespace
} // namespace guichet::station::test
