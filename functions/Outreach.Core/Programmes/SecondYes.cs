namespace Outreach.Core.Programmes;

/// <summary>When a programme's broadcasts take two owners, and what stands for the second yes.</summary>
/// <param name="BroadcastAbove">A broadcast to more people takes two; one with a link, a number or a PIN always does.</param>
/// <param name="WaitsAlone">Where the programme has one owner, a day without a no stands for the second yes.</param>
/// <param name="PersonStops">Where it has one owner, the day in which the person can say KEEP stands for the second yes to what is taken
/// from them.</param>
public sealed record SecondYes(int BroadcastAbove = SecondYes.UsualAbove, bool WaitsAlone = false, bool PersonStops = false)
{
    public const int UsualAbove = 200;

    public static SecondYes Usual { get; } = new();
}
