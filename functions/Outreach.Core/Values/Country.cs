using NodaTime;

namespace Outreach.Core.Values;

/// <summary>What a country decides: its time zone, currency, first language, and when people may be written to unasked.</summary>
public sealed record Country(string Region, string DialCode, string Zone, string Currency, Language Language, LocalTime QuietFrom,
    LocalTime QuietUntil)
{
    /// <summary>
    /// After so many days without a sign from a number it may be somebody else's, where messages do not arrive either. South Africa takes a
    /// number back after 90 days and gives it out again after a month more; Bangladesh after eleven months and one of notice.
    /// </summary>
    public int SilentDays => Region == "BD" ? 330 : DefaultSilentDays;

    public const int DefaultSilentDays = 90;

    private static readonly LocalTime evening = new(20, 0);
    private static readonly LocalTime morning = new(8, 0);

    /// <summary>Every country this system writes to. Any other number is answered with nothing.</summary>
    public static IReadOnlyList<Country> All { get; } =
    [
        new("KE", "+254", "Africa/Nairobi", "KES", Language.Kiswahili, evening, morning),
        new("TZ", "+255", "Africa/Dar_es_Salaam", "TZS", Language.Kiswahili, evening, morning),
        new("UG", "+256", "Africa/Kampala", "UGX", Language.English, evening, morning),
        new("ZM", "+260", "Africa/Lusaka", "ZMW", Language.English, evening, morning),
        new("ZA", "+27", "Africa/Johannesburg", "ZAR", Language.English, evening, morning),
        new("BD", "+880", "Asia/Dhaka", "BDT", Language.Bangla, evening, morning),
        new("SN", "+221", "Africa/Dakar", "XOF", Language.French, evening, morning),
        new("CI", "+225", "Africa/Abidjan", "XOF", Language.French, evening, morning),
    ];

    public static Country? OfRegion(string region) => All.FirstOrDefault(c => c.Region == region);

    public static Country? OfPhone(string e164) => All.FirstOrDefault(c => e164.StartsWith(c.DialCode, StringComparison.Ordinal));

    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public LocalDate Today(Instant now) => now.InZone(TimeZone).Date;

    /// <summary>The instant of a civil date and time there; a time that a clock change skips moves forward.</summary>
    public Instant At(LocalDate date, LocalTime time) => date.At(time).InZoneLeniently(TimeZone).ToInstant();

    /// <summary>
    /// Null when people may be written to now, otherwise when the quiet hours end: in the
    /// morning, and not on a holiday. The hours may wrap midnight.
    /// </summary>
    /// <param name="holidays">The programme's own, beside the country's.</param>
    public Instant? QuietNowUntil(Instant now, IReadOnlyList<LocalDate>? holidays = null)
    {
        var local = now.InZone(TimeZone);
        var ends = EndOfQuiet(local);
        if (ends is null && !IsHoliday(local.Date)) return null;
        var day = ends ?? local.Date.PlusDays(1);
        while (IsHoliday(day)) day = day.PlusDays(1);
        return At(day, QuietUntil);

        bool IsHoliday(LocalDate date) => Holidays.Has(Region, date) || holidays?.Contains(date) == true;
    }

    private LocalDate? EndOfQuiet(ZonedDateTime local)
    {
        var time = local.TimeOfDay;
        var wraps = QuietFrom > QuietUntil;
        var quiet = wraps ? time >= QuietFrom || time < QuietUntil : time >= QuietFrom && time < QuietUntil;
        if (!quiet) return null;
        return wraps && time >= QuietFrom ? local.Date.PlusDays(1) : local.Date;
    }
}
