using Outreach.Core.Programmes;

namespace Outreach.Local.Demo;

/// <summary>Courses of the demo data: tips ready to broadcast, in their programme's languages.</summary>
public static class DemoCourses
{
    /// <summary>A tip as a coordinator would broadcast it, in every language.</summary>
    public static Lesson Drying { get; } = In("Drying",
        "Dry your grain until a bite breaks it clean, then store it off the floor. Damp grain grows mould and sells for less.",
        "Kausha nafaka hadi ivunjike vizuri ukiuma, kisha hifadhi juu ya sakafu. Nafaka yenye unyevu huota ukungu na bei hushuka.",
        "দাঁতে কাটলে মট করে ভাঙা পর্যন্ত শস্য শুকান, তারপর মেঝে থেকে উঁচুতে রাখুন। ভেজা শস্যে ছত্রাক ধরে, দাম কমে।");

    private static Lesson Weighing { get; } = In("Weighing",
        "Weigh your crop before the trader comes, and write the weight down. If the two scales differ, weigh again together.",
        "Pima mazao yako kabla mnunuzi hajafika, na uandike uzito. Mizani miwili ikitofautiana, pimeni tena pamoja.",
        "ক্রেতা আসার আগে ফসল মেপে ওজন লিখে রাখুন। দুই দাঁড়িপাল্লায় ওজন আলাদা হলে দুজনে মিলে আবার মাপুন।");

    private static Lesson Records { get; } = In("Records",
        "Keep every receipt SMS until you are paid. It shows what you both agreed: price, weight and the day of payment.",
        "Tunza kila SMS ya risiti hadi ulipwe. Inaonyesha mlichokubaliana: bei, uzito na siku ya malipo.",
        "টাকা পাওয়া পর্যন্ত সব রসিদের SMS রেখে দিন। দাম, ওজন আর টাকা দেওয়ার দিন, দুজনে যা ঠিক করেছেন সব তাতে আছে।");

    public static IReadOnlyList<Course> All { get; } = [new("selling-well", "Selling well (demo)", [Drying, Weighing, Records])];

    private static Lesson In(string title, string english, string kiswahili, string bangla) =>
        new(title, new Dictionary<string, string> { ["en"] = english, ["sw"] = kiswahili, ["bn"] = bangla });
}
