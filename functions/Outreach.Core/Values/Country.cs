using NodaTime;

namespace Outreach.Core.Values;

/// <summary>A country's time zone, currency, first language, and the quiet hours in which no unsolicited message goes out.</summary>
/// <param name="NumberDigits">The digits of a mobile number after the country code.</param>
public sealed record Country(string Region, string DialCode, int NumberDigits, string Zone, string Currency, Language Language,
    LocalTime QuietFrom, LocalTime QuietUntil)
{
    /// <summary>
    /// Days without contact after which a number may belong to somebody else. South Africa reassigns a number about a month after 90 days;
    /// Bangladesh after eleven months and one month's notice.
    /// </summary>
    public int SilentDays => Region == "BD" ? 330 : DefaultSilentDays;

    /// <summary>The languages of ours that many there read, the first one first.</summary>
    public IReadOnlyList<Language> Languages => Region switch
    {
        "KE" or "TZ" or "BD" => [Language, Language.English],
        "UG" => [Language, Language.Kiswahili],
        "ZA" => [Language, Language.IsiZulu],
        _ => [Language],
    };

    public const int DefaultSilentDays = 90;

    private static readonly LocalTime evening = new(20, 0);
    private static readonly LocalTime morning = new(8, 0);

    /// <summary>The countries that are served. A number of any other country gets no answer.</summary>
    public static IReadOnlyList<Country> All { get; } =
    [
        new("KE", "+254", 9, "Africa/Nairobi", "KES", Language.Kiswahili, evening, morning),
        new("TZ", "+255", 9, "Africa/Dar_es_Salaam", "TZS", Language.Kiswahili, evening, morning),
        new("UG", "+256", 9, "Africa/Kampala", "UGX", Language.English, evening, morning),
        new("ZM", "+260", 9, "Africa/Lusaka", "ZMW", Language.English, evening, morning),
        new("ZA", "+27", 9, "Africa/Johannesburg", "ZAR", Language.English, evening, morning),
        new("BD", "+880", 10, "Asia/Dhaka", "BDT", Language.Bangla, evening, morning),
        new("SN", "+221", 9, "Africa/Dakar", "XOF", Language.French, evening, morning),
        new("CI", "+225", 10, "Africa/Abidjan", "XOF", Language.French, evening, morning),
    ];

    public static Country? OfRegion(string region) => All.FirstOrDefault(c => c.Region == region);

    public static Country? OfPhone(string e164) => All.FirstOrDefault(c => e164.StartsWith(c.DialCode, StringComparison.Ordinal));

    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public LocalDate Today(Instant now) => now.InZone(TimeZone).Date;

    /// <summary>The instant of a civil date and time in the country; a time that a clock change skips moves forward.</summary>
    public Instant At(LocalDate date, LocalTime time) => date.At(time).InZoneLeniently(TimeZone).ToInstant();

    /// <summary>Null outside quiet hours and holidays, otherwise when they end. The quiet hours may wrap midnight.</summary>
    /// <param name="holidays">The programme's own holidays, in addition to the country's.</param>
    public Instant? QuietNowUntil(Instant now, IReadOnlyList<LocalDate>? holidays = null)
    {
        var local = now.InZone(TimeZone);
        var ends = EndOfQuiet(local);
        if (ends is null && !IsHoliday(local.Date, holidays)) return null;
        var day = ends ?? local.Date.PlusDays(1);
        while (IsHoliday(day, holidays)) day = day.PlusDays(1);
        return At(day, QuietUntil);
    }

    /// <summary>The same time of day so many working days later. In Bangladesh Friday and Saturday are free.</summary>
    /// <param name="holidays">The programme's own holidays, in addition to the country's.</param>
    public Instant AfterWorkingDays(Instant from, int days, IReadOnlyList<LocalDate>? holidays = null)
    {
        var (day, time) = from.InZone(TimeZone).LocalDateTime;
        for (var left = days; left > 0;)
        {
            day = day.PlusDays(1);
            if (IsWorking(day)) left--;
        }
        return At(day, time);

        bool IsWorking(LocalDate date) => !IsHoliday(date, holidays) && date.DayOfWeek != IsoDayOfWeek.Saturday
            && date.DayOfWeek != (Region == "BD" ? IsoDayOfWeek.Friday : IsoDayOfWeek.Sunday);
    }

    /// <param name="own">Of a programme, beside the country's.</param>
    public bool IsHoliday(LocalDate date, IReadOnlyList<LocalDate>? own) => Holidays.Has(Region, date) || own?.Contains(date) == true;

    private LocalDate? EndOfQuiet(ZonedDateTime local)
    {
        var time = local.TimeOfDay;
        var wraps = QuietFrom > QuietUntil;
        var quiet = wraps ? time >= QuietFrom || time < QuietUntil : time >= QuietFrom && time < QuietUntil;
        if (!quiet) return null;
        return wraps && time >= QuietFrom ? local.Date.PlusDays(1) : local.Date;
    }
}
