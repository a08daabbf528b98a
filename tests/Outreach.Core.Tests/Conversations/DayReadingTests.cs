using NodaTime;
using Outreach.Core.Conversations;

namespace Outreach.Core.Tests.Conversations;

/// <summary>The day behind PAID and DELIVERED: read where it is one day, asked back where it may be two, never guessed.</summary>
public sealed class DayReadingTests
{
    private static readonly LocalDate today = new(2026, 3, 10);

    [Theory]
    [InlineData("PAID K7M4P 3000 2 MAR", "3000", "2026-03-02")]
    [InlineData("PAID K7M4P 3,000 on 2nd March 2026", "3,000", "2026-03-02")]
    [InlineData("PAID K7M4P 3000 March 2", "3000", "2026-03-02")]
    [InlineData("PAID K7M4P 3 000 2mar", "3 000", "2026-03-02")]
    [InlineData("PAID K7M4P 3000 2-Mar-26", "3000", "2026-03-02")]
    [InlineData("PAID K7M4P 3000 yesterday evening", "3000", "2026-03-09")]
    [InlineData("PAID K7M4P yesterday 3000", "3000", "2026-03-09")]
    [InlineData("PAID 3000 K7M4P 2 MAR", "3000", "2026-03-02")]
    [InlineData("PAID K7M4P 3000 today", "3000", "2026-03-10")]
    [InlineData("PAID K7M4P 3000 tomorrow", "3000", "2026-03-11")]
    [InlineData("PAID K7M4P 3000 25/2", "3000", "2026-02-25")]
    [InlineData("PAID K7M4P 3000 3/3", "3000", "2026-03-03")]
    [InlineData("PAID K7M4P 3000 2026-03-02", "3000", "2026-03-02")]
    [InlineData("PAID K7M4P 3000 25 DEC", "3000", "2025-12-25")]
    [InlineData("NIMELIPA K7M4P 3000 jana", "3000", "2026-03-09")]
    [InlineData("NIMELIPA K7M4P 3000 tarehe 2 Machi", "3000", "2026-03-02")]
    [InlineData("NIMELIPA K7M4P 3000 leo asubuhi", "3000", "2026-03-10")]
    [InlineData("NIMELIPA K7M4P 3000 juzi", "3000", "2026-03-08")]
    [InlineData("PAYE K7M4P 3000 hier", "3000", "2026-03-09")]
    [InlineData("PAYE K7M4P 3000 le 2 mars", "3000", "2026-03-02")]
    [InlineData("NGIKHOKHILE K7M4P 3000 izolo", "3000", "2026-03-09")]
    [InlineData("NGIKHOKHILE K7M4P 3000 ngo-2 Mas", "3000", "2026-03-02")]
    [InlineData("দিয়েছি K7M4P ৩০০০ গতকাল", "3000", "2026-03-09")]
    [InlineData("দিয়েছি K7M4P ৩০০০ ২ মার্চ", "3000", "2026-03-02")]
    [InlineData("DIYECHI K7M4P 3000 gotokal", "3000", "2026-03-09")]
    public void One_day_is_read_and_the_amount_beside_it(string text, string amount, string day)
    {
        var paid = Assert.IsType<SmsIntent.Paid>(SmsParser.Read(text));
        Assert.Equal((amount, day), (paid.Amount, paid.On!.On(today)?.ToString("uuuu-MM-dd", null)));
    }

    [Theory]
    [InlineData("PAID K7M4P 3000 2/3")]
    [InlineData("PAID K7M4P 3000 2/3/2026")]
    [InlineData("PAID K7M4P 3000 31/13")]
    [InlineData("PAID K7M4P 3000 30 FEB")]
    [InlineData("PAID K7M4P 3000 29 FEB")]
    [InlineData("PAID K7M4P 30 MAR 26")]
    public void What_may_be_two_days_or_none_is_no_day(string text) =>
        Assert.Null(Assert.IsType<SmsIntent.Paid>(SmsParser.Read(text)).On!.On(today));

    /// <summary>What speaks of a day and is none stands behind the quantity: it is no place, in any language.</summary>
    [Theory]
    [InlineData("20 DEC", "20", "DEC")]
    [InlineData("20 KG december", "20", "DECEMBER")]
    [InlineData("20 May", "20", "MAY")]
    [InlineData("310 last week", "310", "LAST WEEK")]
    [InlineData("320 LAST FRIDAY", "320", "LAST FRIDAY")]
    [InlineData("320 this morning", "320", "THIS")]
    [InlineData("320 next month", "320", "NEXT MONTH")]
    [InlineData("330 YESTERDY", "330", "YESTERDY")]
    [InlineData("330 yestarday", "330", "YESTARDAY")]
    [InlineData("330 tomorow", "330", "TOMOROW")]
    [InlineData("340 MONDAY", "340", "MONDAY")]
    [InlineData("340 KG A Kitale Market on Mondey", "340", "MONDEY")]
    [InlineData("340 Sat", "340", "SAT")]
    [InlineData("340 Kitale Dec", "340", "DEC")]
    [InlineData("14 Dec market", "14", "DEC MARKET")]
    [InlineData("14 June Kitale Market", "14", "JUNE KITALE MARKET")]
    [InlineData("14 Desemba sokoni", "14", "DESEMBA SOKONI")]
    [InlineData("14 septembre marché", "14", "SEPTEMBRE MARCHÉ")]
    [InlineData("50 Jumatatu", "50", "JUMATATU")]
    [InlineData("50 Jumamosi iliyopita", "50", "JUMAMOSI ILIYOPITA")]
    [InlineData("50 wiki iliyopita", "50", "WIKI ILIYOPITA")]
    [InlineData("50 Desemba", "50", "DESEMBA")]
    [InlineData("50 lundi", "50", "LUNDI")]
    [InlineData("50 samedi dernier", "50", "SAMEDI")]
    [InlineData("50 la semaine derniere", "50", "SEMAINE")]
    [InlineData("50 décembre", "50", "DÉCEMBRE")]
    [InlineData("50 ngoMsombuluko", "50", "NGOMSOMBULUKO")]
    [InlineData("50 ngesonto eledlule", "50", "NGESONTO ELEDLULE")]
    [InlineData("50 Disemba", "50", "DISEMBA")]
    [InlineData("50 সোমবার", "50", "সোমবার")]
    [InlineData("50 গত সপ্তাহে", "50", "গত সপ্তাহে")]
    [InlineData("50 ডিসেম্বর", "50", "ডিসেম্বর")]
    [InlineData("50 shombar", "50", "SHOMBAR")]
    [InlineData("50 goto shoptahe", "50", "GOTO SHOPTAHE")]
    [InlineData("50 gotokl", "50", "GOTOKL")]
    public void What_speaks_of_no_one_day_is_asked_back_and_is_no_place(string words, string quantity, string read)
    {
        var load = Assert.IsType<SmsIntent.Delivered>(SmsParser.Read($"DELIVERED K7M4P {words}"));
        Assert.Equal((quantity, "", read, (LocalDate?)null), (load.Quantity, load.Place, load.On?.Read, load.On?.On(today)));
    }

    [Theory]
    [InlineData("20 KG Mai Mahiu", "MAI MAHIU")]
    [InlineData("20 Mai Mahiu", "MAI MAHIU")]
    [InlineData("20 Mai Mahiu last", "MAI MAHIU")]
    [InlineData("20 A Mai Mahiu", "MAI MAHIU")]
    [InlineData("20 Mars Center", "MARS CENTER")]
    [InlineData("20 at March Hill", "MARCH HILL")]
    [InlineData("20 next to the mill", "NEXT TO THE MILL")]
    [InlineData("20 Marsabit", "MARSABIT")]
    [InlineData("20 Juja", "JUJA")]
    [InlineData("20 Kitale Market", "KITALE MARKET")]
    [InlineData("20 Sokoni", "SOKONI")]
    [InlineData("20 Nakuru last", "NAKURU")]
    public void A_place_is_a_place(string words, string place)
    {
        var load = Assert.IsType<SmsIntent.Delivered>(SmsParser.Read($"DELIVERED K7M4P {words}"));
        Assert.Equal((place, (SaidDay?)null), (load.Place, load.On));
    }

    /// <summary>A day in front needs a number behind it; with the day behind, the place may begin like a month.</summary>
    [Theory]
    [InlineData("2 MAR 20 KG Mai Mahiu", "20", "MAI MAHIU", false)]
    [InlineData("20 Mai Mahiu 2 MAR", "20", "MAI MAHIU", false)]
    [InlineData("2 MAR 26 20 KG", "20", "", false)]
    [InlineData("2 Mar 26 Mahiu", "26", "MAHIU", false)]
    [InlineData("2 MAR LAST", "0", "", true)]
    public void A_day_is_a_day_beside_a_place_that_begins_like_a_month(string words, string quantity, string place, bool isLast)
    {
        var load = Assert.IsType<SmsIntent.Delivered>(SmsParser.Read($"DELIVERED K7M4P {words}"));
        Assert.Equal((quantity, place, isLast, new LocalDate(2026, 3, 2)), (load.Quantity, load.Place, load.Last, load.On?.On(today)));
    }

    /// <summary>Two digits behind a month are a year where that makes a day, and the amount where it makes none.</summary>
    [Theory]
    [InlineData("2 Mar 15 LAST", "15", "2026-03-02")]
    [InlineData("2 Mar 30 LAST", "30", "2026-03-02")]
    [InlineData("2 Mar 26 LAST", "0", "2026-03-02")]
    [InlineData("20 Dec 25 LAST", "0", "2025-12-20")]
    [InlineData("20 Dec 2025 LAST", "0", "2025-12-20")]
    [InlineData("20 Dec 2015 LAST", "0", "2015-12-20")]
    public void Two_digits_are_an_amount_where_they_make_no_day(string words, string quantity, string day)
    {
        var load = Assert.IsType<SmsIntent.Delivered>(SmsParser.Read($"DELIVERED K7M4P {words}")).At(today, since: new(2025, 11, 1));
        Assert.Equal((quantity, true, day), (load.Quantity, load.Last, load.On!.On(today)?.ToString("uuuu-MM-dd", null)));
    }

    [Theory]
    [InlineData("500 LAST WEEK", "LAST WEEK")]
    [InlineData("500 Jumamosi", "JUMAMOSI")]
    [InlineData("500 MAY", "MAY")]
    public void A_payment_asks_for_its_day_too(string words, string read)
    {
        var paid = Assert.IsType<SmsIntent.Paid>(SmsParser.Read($"PAID K7M4P {words}"));
        Assert.Equal(("500", read, (LocalDate?)null), (paid.Amount, paid.On?.Read, paid.On?.On(today)));
    }

    /// <summary>29 February is a day after a leap year's.</summary>
    [Fact]
    public void The_29th_of_February_is_the_last_one() =>
        Assert.Equal(new LocalDate(2028, 2, 29),
            ((SmsIntent.Paid)SmsParser.Read("PAID K7M4P 3000 29 FEB")).On!.On(new LocalDate(2028, 3, 1)));

    [Theory]
    [InlineData("PAID K7M4P 500 AGAIN 2 MAR")]
    [InlineData("PAID K7M4P 500 2 MAR AGAIN")]
    public void Again_stands_before_or_behind_the_day(string text)
    {
        var paid = (SmsIntent.Paid)SmsParser.Read(text);
        Assert.Equal(("500", true, today.PlusDays(-8)), (paid.Amount, paid.Again, paid.On!.On(today)));
    }

    [Theory]
    [InlineData("DELIVERED K7M4P 300 KG A KITALE MARKET 2 MAR", "KITALE MARKET", false)]
    [InlineData("DELIVERED K7M4P 300 KG A KITALE MARKET LAST 2 MAR", "KITALE MARKET", true)]
    [InlineData("DELIVERED K7M4P 300 KG A KITALE MARKET 2 MAR LAST", "KITALE MARKET", true)]
    [InlineData("DELIVERED K7M4P 2 MAR 300 KG A KITALE MARKET", "KITALE MARKET", false)]
    public void A_load_has_its_day_beside_grade_place_and_end(string text, string place, bool last)
    {
        var load = Assert.IsType<SmsIntent.Delivered>(SmsParser.Read(text));
        Assert.Equal(("300", "A", place, last), (load.Quantity, load.Grade, load.Place, load.Last));
        Assert.Equal(new LocalDate(2026, 3, 2), load.On!.On(today));
    }

    [Theory]
    [InlineData("PAID K7M4P 500")]
    [InlineData("PAID K7M4P 5000 only")]
    [InlineData("PAID K7M4P 5000-00")]
    public void Without_a_day_there_is_none(string text) => Assert.Null(((SmsIntent.Paid)SmsParser.Read(text)).On);

    /// <summary>Part of a day alone is a place as before; only beside a day it says nothing.</summary>
    [Fact]
    public void A_time_of_day_beside_a_day_is_no_place()
    {
        var load = (SmsIntent.Delivered)SmsParser.Read("NIMELETA K7M4P 50 leo asubuhi");
        Assert.Equal(("50", ""), (load.Quantity, load.Place));
    }
}
