#include "kiosk/station/owner_thread.hpp"

#include "kiosk/station/event_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace guichet::station {
namespace {

using namespace std::chrono_literals;

TEST(EventQueue, gives_events_in_their_order_and_wakes) {
    int woken = 0;
    EventQueue queue([&] { ++woken; });
    EXPECT_TRUE(queue.empty());
    EXPECT_FALSE(queue.take());
    EXPECT_FALSE(queue.wait(1ms));
    queue.post(app::GoHome{});
    queue.post(app::Tick{});
    EXPECT_EQ(woken, 2);
    EXPECT_TRUE(queue.wait(0ms));
    const auto first = queue.take();
    ASSERT_TRUE(first);
    EXPECT_TRUE(std::holds_alternative<app::GoHome>(first->event));
    EXPECT_LE(first->posted, std::chrono::steady_clock::now());
    EXPECT_TRUE(std::holds_alternative<app::Tick>(queue.take()->event));
    EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, a_waiting_thread_gets_what_another_posts) {
    EventQueue queue;
    std::thread poster([&] { queue.post(app::Committed{}); });
    EXPECT_TRUE(queue.wait(10s));
    poster.join();
    EXPECT_TRUE(std::holds_alternative<app::Committed>(queue.take()->event));
}

TEST(EventQueue, loses_nothing_of_many_threads) {
    EventQueue queue;
    std::vector<std::thread> posters;
    for (int at = 0; at < 4; ++at)
        posters.emplace_back([&] {
            for (int posted = 0; posted < 500; ++posted)
                queue.post(app::Tick{});
        });
    int taken = 0;
    while (taken < 2'000 && queue.wait(10s))
        while (queue.take())
            ++taken;
    for (auto& poster : posters)
        poster.join();
    EXPECT_EQ(taken, 2'000);
}

TEST(OwnerThread, does_one_job_after_another_on_its_own_thread) {
    std::vector<int> order;
    std::thread::id where;
    std::promise<void> done;
    OwnerThread owner;
    owner.post([&] { order.push_back(1); });
    owner.post([&] {
        order.push_back(2);
        where = std::this_thread::get_id();
    });
    owner.post([&] { done.set_value(); });
    ASSERT_EQ(done.get_future().wait_for(10s), std::future_status::ready);
    EXPECT_EQ(order, (std::vector{1, 2}));
    EXPECT_NE(where, std::this_thread::get_id());
}

TEST(OwnerThread, is_not_idle_while_it_works) {
    std::promise<void> begun;
    std::promise<void> go_on;
    OwnerThread owner;
    owner.post([&] {
        begun.set_value();
        go_on.get_future().wait();
    });
    begun.get_future().wait();
    EXPECT_FALSE(owner.idle());
    go_on.set_value();
    while (!owner.idle())
        std::this_thread::yield();
}

TEST(OwnerThread, does_what_it_was_asked_before_it_ends) {
    std::atomic<int> done = 0;
    {
        OwnerThread owner;
        for (int job = 0; job < 100; ++job)
            owner.post([&] { ++done; });
    }
    EXPECT_EQ(done, 100);
}

} // namespace
} // namespace guichet::station
