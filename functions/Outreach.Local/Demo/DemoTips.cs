namespace Outreach.Local.Demo;

/// <summary>A tip of the demo, as a coordinator would broadcast it.</summary>
public static class DemoTips
{
    /// <summary>By language code.</summary>
    public static IReadOnlyDictionary<string, string> Drying { get; } = new Dictionary<string, string>
    {
        ["en"] = "Dry your grain until a bite breaks it clean, then store it off the floor. Damp grain grows mould and sells for less.",
        ["sw"] = "Kausha nafaka hadi ivunjike vizuri ukiuma, kisha hifadhi juu ya sakafu. Nafaka yenye unyevu huota ukungu na bei hushuka.",
        ["bn"] = "দাঁতে কাটলে মট করে ভাঙা পর্যন্ত শস্য শুকান, তারপর মেঝে থেকে উঁচুতে রাখুন। ভেজা শস্যে ছত্রাক ধরে, দাম কমে।",
    };
}
