namespace Outreach.Core.Programmes;

/// <summary>When a programme's broadcasts take two owners, and what stands for the second yes.</summary>
/// <param name="BroadcastAbove">A broadcast to more people takes two; one with a link or a number always does.</param>
/// <param name="WaitsAlone">Where the programme has one owner, a day without a no stands for the second yes.</param>
public sealed record SecondYes(int BroadcastAbove = SecondYes.UsualAbove, bool WaitsAlone = false)
{
    public const int UsualAbove = 200;

    public static SecondYes Usual { get; } = new();
}
