<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AppointmentsScreen</name>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>You have a slip? Hold its code under the scanner.</source>
        <translation>有预约单的，把二维码对准扫码口。</translation>
    </message>
    <message>
        <source>You have a slip? Type the code that stands on it.</source>
        <translation>有预约单的，请输入上面的预约码。</translation>
    </message>
    <message>
        <source>Hold the square code of your slip under the red light, or type the eight characters. Without the slip, your ID card finds it.</source>
        <translation>把预约单上的方形码放到红光下面，也可以输入 8 位预约码。没带预约单，刷身份证就能找到。</translation>
    </message>
    <message>
        <source>Book an appointment</source>
        <translation>我要预约</translation>
    </message>
    <message>
        <source>Choose a day and a time.</source>
        <translation>选好日期和时间再来。</translation>
    </message>
    <message>
        <source>I have one: with my ID card</source>
        <translation>已有预约，刷身份证</translation>
    </message>
    <message>
        <source>Check in, move or cancel.</source>
        <translation>签到、改时间、取消。</translation>
    </message>
    <message>
        <source>Not possible now: the card reader does not work</source>
        <translation>暂时不能用：读卡器故障</translation>
    </message>
    <message>
        <source>Code on the slip</source>
        <translation>预约单上的 8 位码</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查询</translation>
    </message>
</context>
<context>
    <name>AttractScreen</name>
    <message>
        <source>Touch the screen to begin. You can take a number, do your errand here, or see how far an errand is.</source>
        <translation>轻触屏幕开始。您可以取号、在这里自助办理，或者查询办理进度。</translation>
    </message>
    <message>
        <source>Touch to begin</source>
        <translation>轻触屏幕开始</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>for a window, with the expected wait</source>
        <translation>去窗口办理，先看要等多久</translation>
    </message>
    <message>
        <source>Do it here</source>
        <translation>自助办</translation>
    </message>
    <message>
        <source>fill in, scan, sign, hand in: day and night</source>
        <translation>填表、扫描、签名、提交，白天晚上都能办</translation>
    </message>
    <message>
        <source>See how far it is</source>
        <translation>查进度</translation>
    </message>
    <message>
        <source>with the number on your receipt</source>
        <translation>凭回执上的编号查询</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>One trip is enough</source>
        <translation>一趟，就办好</translation>
    </message>
    <message>
        <source>One window, one card, one form</source>
        <translation>一个窗口 · 一张身份证 · 一张表</translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message>
        <source>Card reader</source>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码器</translation>
    </message>
    <message>
        <source>A4 printer</source>
        <translation>A4打印机</translation>
    </message>
    <message>
        <source>Hall queue</source>
        <translation>叫号系统</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>审批平台</translation>
    </message>
</context>
<context>
    <name>BenchWindow</name>
    <message>
        <source>Bench</source>
        <translation>试验台</translation>
    </message>
    <message>
        <source>Card on the reader</source>
        <translation>读卡区上的证件</translation>
    </message>
    <message>
        <source>Paper under the camera</source>
        <translation>摄像头下的材料</translation>
    </message>
    <message>
        <source>Code under the scanner</source>
        <translation>扫码器下的码</translation>
    </message>
    <message>
        <source>What the code says</source>
        <translation>码的内容</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Printer&apos;s tray</source>
        <translation>出纸口</translation>
    </message>
    <message>
        <source>Take the paper</source>
        <translation>取走纸</translation>
    </message>
    <message>
        <source>Put in a new roll</source>
        <translation>换一卷新纸</translation>
    </message>
    <message>
        <source>End of the roll</source>
        <translation>纸用完了</translation>
    </message>
    <message>
        <source>Nothing printed yet</source>
        <translation>还没有打印</translation>
    </message>
    <message>
        <source>Cables</source>
        <translation>线缆</translation>
    </message>
    <message>
        <source>Mend the network</source>
        <translation>接通网络</translation>
    </message>
    <message>
        <source>Cut the network</source>
        <translation>断开网络</translation>
    </message>
</context>
<context>
    <name>BookedScreen</name>
    <message>
        <source>Nothing was changed</source>
        <translation>没有办成</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍等</translation>
    </message>
    <message>
        <source>Your appointment is cancelled</source>
        <translation>预约已取消</translation>
    </message>
    <message>
        <source>Your appointment stands</source>
        <translation>预约好了</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Take the slip with you. When you come, hold its code under the scanner: you get your number at once.</source>
        <translation>请收好预约单。来的时候把码对准扫码口，马上出号。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Your code: check in with it when you come.</source>
        <translation>这是您的预约码，来了用它签到。</translation>
    </message>
    <message>
        <source>Please take your slip, and your card.</source>
        <translation>请取走预约单，拿好身份证。</translation>
    </message>
    <message>
        <source>Please take your slip.</source>
        <translation>请取走预约单。</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>CaptureScreen</name>
    <message>
        <source>Can everything be read?</source>
        <translation>字都看得清吗？</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Lay the paper on the desk under the camera, printed side up, and take your hands away. When the frame is green, the picture is taken by itself; the button does it as well. Then look whether everything can be read.</source>
        <translation>把材料有字的一面朝上，平放在摄像头下的台面上，手拿开。框变绿后会自动拍照，也可以点拍照按钮。再看看字是不是都清楚。</translation>
    </message>
    <message>
        <source>The camera is starting</source>
        <translation>摄像头正在启动</translation>
    </message>
    <message>
        <source>Lay the paper under the camera</source>
        <translation>请把材料放在摄像头下面</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>请稍等，不要移动</translation>
    </message>
    <message>
        <source>Taken. Lay down the next page</source>
        <translation>已拍好，请换下一页</translation>
    </message>
    <message>
        <source>Good. Hold still</source>
        <translation>很好，请不要动</translation>
    </message>
    <message>
        <source>Good. Now take the picture</source>
        <translation>很好，可以拍了</translation>
    </message>
    <message>
        <source>Pages: %1 of at most %2</source>
        <translation>已拍 %1 页，最多 %2 页</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Please hold still</source>
        <translation>正在拍，请不要动</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Take it again</source>
        <translation>重新拍</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>就用这张</translation>
    </message>
    <message>
        <source>I will hand this in later</source>
        <translation>这份材料以后再补</translation>
    </message>
    <message>
        <source>I do not have this</source>
        <translation>我没有这份材料</translation>
    </message>
    <message>
        <source>These do not go round a paper: draw each one to its own corner.</source>
        <translation>这样框不住材料：请把每个圆点拖到它自己的那个角上。</translation>
    </message>
    <message>
        <source>Draw the four corners to the corners of the paper.</source>
        <translation>请把四个圆点拖到材料的四个角上。</translation>
    </message>
    <message>
        <source>Adjust the edges</source>
        <translation>调整边角</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>不调整了</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>调好了</translation>
    </message>
    <message>
        <source>Page %1 is taken anew.</source>
        <translation>重新拍第%1页</translation>
    </message>
    <message>
        <source>Lay it under the camera, the front up</source>
        <translation>请把证件正面朝上放好</translation>
    </message>
    <message>
        <source>Now the back: lay it down again</source>
        <translation>再拍背面：翻过来放好</translation>
    </message>
    <message>
        <source>The front is taken. Turn it over</source>
        <translation>正面拍好了，请翻到背面</translation>
    </message>
    <message>
        <source>What you have given stays here while you do. Try again, or ask us: the number is under Help.</source>
        <translation>您在这里，填好的就都在。请再试一次，或者打帮助里的电话。</translation>
    </message>
    <message>
        <source>Take the front again</source>
        <translation>重拍正面</translation>
    </message>
    <message>
        <source>Leave the page as it was</source>
        <translation>不重拍了</translation>
    </message>
    <message>
        <source>Look through the pages</source>
        <translation>查看已拍的页</translation>
    </message>
    <message>
        <source>Back to the camera</source>
        <translation>继续拍</translation>
    </message>
    <message>
        <source>The back is empty</source>
        <translation>背面没有内容</translation>
    </message>
    <message>
        <source>Show where the paper is</source>
        <translation>我来框出材料</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新找</translation>
    </message>
</context>
<context>
    <name>CardScreen</name>
    <message>
        <source>Reading your card</source>
        <translation>正在读取身份证</translation>
    </message>
    <message>
        <source>Please lay your ID card on the reader</source>
        <translation>请把身份证放在读卡区</translation>
    </message>
    <message>
        <source>Please do not move it.</source>
        <translation>请不要移动证件。</translation>
    </message>
    <message>
        <source>The lit plate below the screen. We read name, number and address, use them for this visit alone, and forget them when you leave.</source>
        <translation>就是屏幕下方发光的平板。我们读取姓名、号码和住址，只用于本次办理，您离开后立即清除。</translation>
    </message>
    <message>
        <source>Take the card out of its case and lay it flat on the lit plate below the screen. Leave it there until the next page opens.</source>
        <translation>把身份证从卡套里取出，平放在屏幕下方发光的平板上，等下一页出来再拿走。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Waiting for your card</source>
        <translation>等待放置身份证</translation>
    </message>
    <message>
        <source>Does it lie there already? Lift it, wait a moment, and lay it down again.</source>
        <translation>证件已经放在上面了？请拿起来，停一下，再放上去。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Take a number instead</source>
        <translation>改为取号到窗口办</translation>
    </message>
    <message>
        <source>Your ID card</source>
        <translation>您的身份证</translation>
    </message>
    <message>
        <source>By mobile number</source>
        <translation>用手机号取号</translation>
    </message>
    <message>
        <source>Without either</source>
        <translation>不用证件取号</translation>
    </message>
    <message>
        <source>I may go first: 60 or older, disabled, pregnant, soldier</source>
        <translation>我可以优先：60岁以上、残疾人、孕妇、军人</translation>
    </message>
</context>
<context>
    <name>CopyScreen</name>
    <message>
        <source>The copies did not come out</source>
        <translation>没有印出来</translation>
    </message>
    <message>
        <source>Your copies are ready</source>
        <translation>复印好了</translation>
    </message>
    <message>
        <source>Your copies are being printed</source>
        <translation>正在复印</translation>
    </message>
    <message>
        <source>They cost nothing.</source>
        <translation>不收费。</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Take your copies out of the printer, and your papers from under the camera. The terminal forgets what it copied.</source>
        <translation>请从打印机里取走复印件，从摄像头下拿走原件。这台机器不会留下您复印的内容。</translation>
    </message>
    <message>
        <source>Some sheets may have come out: please look into the printer.</source>
        <translation>可能已经印出了几张：请看一下打印机出纸口。</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>再印一次</translation>
    </message>
</context>
<context>
    <name>DateEntry</name>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>day</source>
        <translation>日</translation>
    </message>
</context>
<context>
    <name>FarewellScreen</name>
    <message>
        <source>Goodbye, and thank you</source>
        <translation>感谢您的使用，再见</translation>
    </message>
    <message>
        <source>This terminal has forgotten everything about your visit.</source>
        <translation>您的个人信息已经从这台机器上全部清除。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Take your card and your papers. This page closes by itself.</source>
        <translation>请拿好身份证和材料。本页会自动关闭。</translation>
    </message>
</context>
<context>
    <name>FieldEntry</name>
    <message>
        <source>%1 (if you like)</source>
        <translation>%1（选填）</translation>
    </message>
    <message>
        <source>from your card</source>
        <translation>来自身份证</translation>
    </message>
    <message>
        <source>from your paper: please check</source>
        <translation>来自您扫描的材料：请核对</translation>
    </message>
    <message>
        <source>from the paper you scanned</source>
        <translation>来自您扫描的材料</translation>
    </message>
    <message>
        <source>I have compared: it is right</source>
        <translation>核对过了，没错</translation>
    </message>
    <message>
        <source>Kept as you wrote it. The office will compare it.</source>
        <translation>按您写的收下，由工作人员核对。</translation>
    </message>
</context>
<context>
    <name>Forgotten</name>
    <message>
        <source>Please do not forget</source>
        <translation>请别忘了拿走</translation>
    </message>
    <message>
        <source>your ID card on the reader</source>
        <translation>读卡区上的身份证</translation>
    </message>
    <message>
        <source>your papers under the camera</source>
        <translation>摄像头下的材料原件</translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>What your card knows is already filled in. Please look whether it is right.</source>
        <translation>身份证上有的已经替您填好，请核对一下。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Touch a line to write on it: the keyboard opens by itself. What stands there in grey came from your card. Then touch Next.</source>
        <translation>点一下要填的格子，键盘会自动出来。灰色的内容来自身份证。填好后点“下一步”。</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>What to do here</source>
        <translation>这一页怎么做</translation>
    </message>
    <message>
        <source>Call us</source>
        <translation>打电话问我们</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>知道了，继续</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>What would you like to do?</source>
        <translation>您想办什么？</translation>
    </message>
    <message>
        <source>Touch one of them. Take a number if you want to speak with somebody at a window. Do it here if you have your ID card and your papers with you.</source>
        <translation>点其中一项。想到窗口办理，点“取号”；带了身份证和材料，可以点“自助办”。</translation>
    </message>
    <message>
        <source>Do it here</source>
        <translation>自助办</translation>
    </message>
    <message>
        <source>Fill in, scan, sign and hand in yourself. At any hour.</source>
        <translation>自己填表、扫描、提交，随时能办。</translation>
    </message>
    <message>
        <source>Not possible now: this terminal can keep no errand. Please use another one.</source>
        <translation>暂时不能办：这台机器存不下申请了，请用另一台</translation>
    </message>
    <message>
        <source>Not possible now: the card reader does not work</source>
        <translation>暂时不能办：读卡器不能用</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Speak with somebody at a window.</source>
        <translation>到窗口，由工作人员办理。</translation>
    </message>
    <message>
        <source>See how far it is</source>
        <translation>查进度</translation>
    </message>
    <message>
        <source>With the code or number on your receipt.</source>
        <translation>凭回执上的二维码或编号查询。</translation>
    </message>
    <message>
        <source>Not possible now: there is no connection</source>
        <translation>暂时不能查：网络不通</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Book, check in, move or cancel.</source>
        <translation>预约、签到、改时间、取消。</translation>
    </message>
    <message>
        <source>Free copies</source>
        <translation>免费复印</translation>
    </message>
    <message>
        <source>Lay your papers under the camera, one by one.</source>
        <translation>把材料放到摄像头下，一次一张。</translation>
    </message>
    <message>
        <source>Not possible now: the camera or the A4 printer does not work</source>
        <translation>现在不能用：摄像头或A4打印机没有准备好</translation>
    </message>
</context>
<context>
    <name>InsteadScreen</name>
    <message>
        <source>No number at the moment</source>
        <translation>现在取不了号</translation>
    </message>
    <message>
        <source>The window cannot take you now. Touch what you would like to do instead.</source>
        <translation>窗口现在办不了。请点您想换的办法。</translation>
    </message>
    <message>
        <source>Windows open: %1</source>
        <translation>窗口办公时间：%1 开始</translation>
    </message>
    <message>
        <source>I have a number already</source>
        <translation>我已经取过号</translation>
    </message>
    <message>
        <source>It is found with your card and printed again.</source>
        <translation>刷身份证找到您的号，再打印一次。</translation>
    </message>
</context>
<context>
    <name>Items</name>
    <message>
        <source>From the age of %1</source>
        <translation>年满 %1 周岁可以申请</translation>
    </message>
    <message>
        <source>Not with this kind of card: please ask at a window</source>
        <translation>这种证件在这里办不了，请到窗口</translation>
    </message>
    <message>
        <source>Cannot be finished now: the camera does not work</source>
        <translation>现在办不完：摄像头不能用</translation>
    </message>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>only if: %1 %2</source>
        <translation>仅当：%1 %2</translation>
    </message>
</context>
<context>
    <name>ItemsScreen</name>
    <message>
        <source>Which errand is it?</source>
        <translation>您要办哪件事？</translation>
    </message>
    <message>
        <source>Touch your errand in the list. Or touch the line at the top and write a word: what you would say to a neighbour is enough.</source>
        <translation>在列表里点您要办的事。也可以点上面的搜索格，写一个词，平常怎么说就怎么写。</translation>
    </message>
    <message>
        <source>Search, for example: allowance</source>
        <translation>搜索，例如：津贴</translation>
    </message>
    <message>
        <source>Nothing found under this word</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try another word, or take a number: somebody at a window will find it with you.</source>
        <translation>换个说法试试，或者取号到窗口，工作人员帮您找。</translation>
    </message>
</context>
<context>
    <name>LeaveOverlay</name>
    <message>
        <source>Leave without handing in?</source>
        <translation>不提交就离开吗？</translation>
    </message>
    <message>
        <source>What you have filled in and scanned is deleted. Nothing has been sent yet.</source>
        <translation>已经填写和扫描的内容会被删除，目前什么都还没有提交。</translation>
    </message>
    <message>
        <source>No, go on here</source>
        <translation>不离开，继续办理</translation>
    </message>
    <message>
        <source>Yes, delete and leave</source>
        <translation>是的，删除并离开</translation>
    </message>
</context>
<context>
    <name>MineScreen</name>
    <message>
        <source>No appointment was found</source>
        <translation>没有找到预约</translation>
    </message>
    <message>
        <source>Your appointment</source>
        <translation>您的预约</translation>
    </message>
    <message>
        <source>Check in when you are here for your appointment: you get your number. Or move it to another time, or cancel it.</source>
        <translation>到了就点“我到了，签到”，马上出号。也可以改时间或取消。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>There is none with this card</source>
        <translation>这张身份证没有预约</translation>
    </message>
    <message>
        <source>One that was booked by telephone number is found by the code on its slip.</source>
        <translation>用手机号约的，请用预约单上的码查找。</translation>
    </message>
    <message>
        <source>I am here: check in</source>
        <translation>我到了，签到</translation>
    </message>
    <message>
        <source>Print my number again</source>
        <translation>再打印一次我的号</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>改个时间</translation>
    </message>
    <message>
        <source>Cancel it</source>
        <translation>取消预约</translation>
    </message>
    <message>
        <source>Cancel this appointment?</source>
        <translation>确定取消这个预约吗？</translation>
    </message>
    <message>
        <source>No, keep it</source>
        <translation>不取消</translation>
    </message>
    <message>
        <source>Yes, cancel it</source>
        <translation>确定取消</translation>
    </message>
</context>
<context>
    <name>Moment</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
</context>
<context>
    <name>NeedsScreen</name>
    <message>
        <source>Begin</source>
        <translation>开始办理</translation>
    </message>
    <message>
        <source>Here is everything you need, complete. If a paper is missing, print the list, take it home and come back: nothing else will be asked for.</source>
        <translation>需要的东西全在这里。缺材料的话，可以把清单打印带走，备齐再来，不会再要别的。</translation>
    </message>
    <message>
        <source>Your card has told us</source>
        <translation>身份证已经提供</translation>
    </message>
    <message>
        <source>You fill in here</source>
        <translation>在这里填写</translation>
    </message>
    <message>
        <source>You lay under the camera</source>
        <translation>在摄像头下扫描</translation>
    </message>
    <message>
        <source>You promise here</source>
        <translation>在这里承诺</translation>
    </message>
    <message>
        <source>Print this list</source>
        <translation>打印这份清单</translation>
    </message>
    <message>
        <source>Please take your list.</source>
        <translation>请取走清单。</translation>
    </message>
    <message>
        <source>Cannot be finished here now</source>
        <translation>现在在这里办不完</translation>
    </message>
    <message>
        <source>The camera does not work, and this errand needs papers. Please use another terminal, or print the list and take a number.</source>
        <translation>摄像头不能用，而这件事要交材料。请换一台机器，或者打印清单、取号到窗口办。</translation>
    </message>
    <message>
        <source>may be handed in later</source>
        <translation>可以以后补交</translation>
    </message>
    <message>
        <source>only if you have it</source>
        <translation>没有可以不交</translation>
    </message>
    <message>
        <source>Done within</source>
        <translation>承诺时限</translation>
    </message>
    <message>
        <source>The law allows</source>
        <translation>法定时限</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>You receive</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>办理部门</translation>
    </message>
</context>
<context>
    <name>NoticeScreen</name>
    <message>
        <source>Where shall the message go?</source>
        <translation>短信发到哪个手机号？</translation>
    </message>
    <message>
        <source>Your turn is near already</source>
        <translation>马上就到您了</translation>
    </message>
    <message>
        <source>You will get a message</source>
        <translation>到时会给您发短信</translation>
    </message>
    <message>
        <source>One text message, shortly before your turn. The number is then deleted.</source>
        <translation>快到您时发一条短信，发完就删除手机号。</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Touch the digits of your mobile number one after the other. Without a message your number is called all the same.</source>
        <translation>请依次点手机号的数字。不留手机号，也一样会叫您的号。</translation>
    </message>
    <message>
        <source>Your number stays as it is. Please watch the board.</source>
        <translation>您的号不受影响，请留意叫号屏。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Please stay near the windows and watch the board.</source>
        <translation>请在窗口附近等候，留意叫号屏。</translation>
    </message>
    <message>
        <source>Please be back in the hall when it comes.</source>
        <translation>收到短信后，请回到大厅等候。</translation>
    </message>
</context>
<context>
    <name>OtherWays</name>
    <message>
        <source>Do it here</source>
        <translation>自助办</translation>
    </message>
    <message>
        <source>Fill in, scan, sign and hand in yourself. At any hour.</source>
        <translation>自己填写、扫描、签名、提交，全天都能办。</translation>
    </message>
    <message>
        <source>Not possible now: this terminal can keep no errand. Please use another one.</source>
        <translation>暂时不能办：这台机器存不下申请了，请用另一台</translation>
    </message>
    <message>
        <source>Not possible now: the card reader does not work</source>
        <translation>暂时不能用：读卡器故障</translation>
    </message>
    <message>
        <source>Book an appointment</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Choose a day and a time.</source>
        <translation>选好日期和时间再来。</translation>
    </message>
    <message>
        <source>Another counter</source>
        <translation>看看别的窗口</translation>
    </message>
    <message>
        <source>See which ones give numbers.</source>
        <translation>哪些窗口还能取号。</translation>
    </message>
</context>
<context>
    <name>PaperState</name>
    <message>
        <source>Being printed</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重新打印</translation>
    </message>
</context>
<context>
    <name>Period</name>
    <message>
        <source>on the spot</source>
        <translation>当场办结</translation>
    </message>
    <message>
        <source>%1 working days</source>
        <translation>%1 个工作日</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
</context>
<context>
    <name>PhonePad</name>
    <message>
        <source>A mobile number has 11 digits and begins with 1</source>
        <translation>手机号是 11 位数字，以 1 开头</translation>
    </message>
    <message>
        <source>11 digits</source>
        <translation>一共 11 位</translation>
    </message>
    <message>
        <source>11 digits. From abroad: + and the country&apos;s code first</source>
        <translation>11 位数字。境外号码先按 + 和国家地区代码</translation>
    </message>
    <message>
        <source>Take the last digit back</source>
        <translation>退一格</translation>
    </message>
    <message>
        <source>A number from abroad</source>
        <translation>境外号码</translation>
    </message>
</context>
<context>
    <name>PhoneScreen</name>
    <message>
        <source>Your mobile number</source>
        <translation>请输入手机号</translation>
    </message>
    <message>
        <source>It stands for your card: ask again and you get the same number. Used for this visit alone.</source>
        <translation>用手机号代替身份证，再来问还是同一个号。只在这次办事中使用。</translation>
    </message>
    <message>
        <source>Touch the digits of your mobile number one after the other. The arrow takes the last one back.</source>
        <translation>请依次点手机号的数字。点错了，点箭头退一格。</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Please look into the slot: a paper may have come out.</source>
        <translation>请看看出纸口，纸可能已经出来了。</translation>
    </message>
</context>
<context>
    <name>PriorityScreen</name>
    <message>
        <source>You may go first</source>
        <translation>您可以优先办理</translation>
    </message>
    <message>
        <source>Who may go first?</source>
        <translation>哪些人可以优先</translation>
    </message>
    <message>
        <source>At 60 and over you wait less. It is your choice.</source>
        <translation>60岁以上可以少等一会儿，由您自己决定。</translation>
    </message>
    <message>
        <source>Touch what is true for you. Nobody has to say why.</source>
        <translation>请点符合您的一项，不想说也没关系。</translation>
    </message>
    <message>
        <source>Touch the reason why you may go first, or wait like everybody. The clerk may ask to see a paper.</source>
        <translation>请点可以优先的原因，也可以照常排队。工作人员可能会看一下证件。</translation>
    </message>
    <message>
        <source>Yes, please</source>
        <translation>好，优先办理</translation>
    </message>
    <message>
        <source>60 years or older</source>
        <translation>60岁以上</translation>
    </message>
    <message>
        <source>With a disability</source>
        <translation>残疾人</translation>
    </message>
    <message>
        <source>Pregnant</source>
        <translation>孕妇</translation>
    </message>
    <message>
        <source>Soldier or veteran</source>
        <translation>军人、退役军人</translation>
    </message>
    <message>
        <source>No, I wait like everybody</source>
        <translation>不用了，照常排队</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Please fill this in</source>
        <translation>请填写这一项</translation>
    </message>
    <message>
        <source>This is too long, please shorten it</source>
        <translation>太长了，请写短一些</translation>
    </message>
    <message>
        <source>A number in digits, please, for example 1286.50</source>
        <translation>请填数字，例如 1286.50</translation>
    </message>
    <message>
        <source>A whole number, please</source>
        <translation>请填整数</translation>
    </message>
    <message>
        <source>At most %1 digits after the point, please</source>
        <translation>小数点后最多 %1 位</translation>
    </message>
    <message>
        <source>Please compare: a mobile number has 11 digits, a landline needs its area code</source>
        <translation>请核对一遍：手机号是 11 位，座机要加区号</translation>
    </message>
    <message>
        <source>Please compare with the card or passbook: the digits do not look like a card&apos;s</source>
        <translation>请和卡或存折核对一遍：这个号码不像卡号</translation>
    </message>
    <message>
        <source>Please compare with the licence: one character may be different. O and I are always 0 and 1</source>
        <translation>请和营业执照核对一遍，可能有一位不一样。没有字母 O 和 I，只有数字 0 和 1</translation>
    </message>
    <message>
        <source>Please compare with the paper: one character may be different</source>
        <translation>请和证件核对一遍，可能有一位不一样</translation>
    </message>
    <message>
        <source>This day is not in the calendar</source>
        <translation>没有这一天，请核对年月日</translation>
    </message>
    <message>
        <source>This day is still to come. Please look at the year</source>
        <translation>这一天还没到，请看看年份</translation>
    </message>
    <message>
        <source>This day is too long ago. Please look at the year</source>
        <translation>这一天太早了，请看看年份</translation>
    </message>
    <message>
        <source>This day is too late. Please look at the year</source>
        <translation>这一天太晚了，请看看年份</translation>
    </message>
    <message>
        <source>Please choose one of these</source>
        <translation>请选择一项</translation>
    </message>
</context>
<context>
    <name>ProgressScreen</name>
    <message>
        <source>How far is my errand?</source>
        <translation>我的事办到哪一步了？</translation>
    </message>
    <message>
        <source>Hold the code of your receipt under the scanner, or type the number.</source>
        <translation>把回执上的二维码对准扫码口，或者输入编号。</translation>
    </message>
    <message>
        <source>Type the number on your receipt.</source>
        <translation>请输入凭证上的号码。</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Hold the square code of your receipt about a hand&apos;s width under the red light. Or touch the line and type the number.</source>
        <translation>把回执上的方形二维码放在红光下面，距离大约一掌。也可以点格子输入编号。</translation>
    </message>
    <message>
        <source>Number on your receipt</source>
        <translation>回执上的编号</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>The office writes</source>
        <translation>办理部门说明</translation>
    </message>
</context>
<context>
    <name>PromiseScreen</name>
    <message>
        <source>Please read this. Your signature at the end counts for it, too.</source>
        <translation>请仔细阅读。最后的签名也包含这一份承诺。</translation>
    </message>
    <message>
        <source>Read the text. If it is true, touch the line under it, then Next. If it is not, go back or take a number.</source>
        <translation>请阅读内容。属实就点下面这一行，再点“下一步”；不属实请返回，或者取号到窗口办理。</translation>
    </message>
    <message>
        <source>I have read this and promise it</source>
        <translation>我已阅读并承诺</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>The wait is not known now</source>
        <translation>等候人数暂时不知道</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>等候 %1 人</translation>
    </message>
    <message>
        <source>Closed now</source>
        <translation>暂停取号</translation>
    </message>
</context>
<context>
    <name>ReceiptScreen</name>
    <message>
        <source>The office has a question</source>
        <translation>办理部门需要再核实</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>提交成功</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Take the receipt: the number on it tells you how far your errand is, here or by telephone. Take your card and your papers with you.</source>
        <translation>请取走回执，凭上面的编号可以在这里或者打电话查询进度。请拿好身份证和材料。</translation>
    </message>
    <message>
        <source>Acceptance number</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Our number, until the office gives its own</source>
        <translation>收件编号（正式编号稍后产生）</translation>
    </message>
    <message>
        <source>The office is not reached at the moment. We have your errand and deliver it; you need not come again.</source>
        <translation>现在联系不上办理部门。您的申请已经由我们收好并负责送达，您不用再跑一趟。</translation>
    </message>
    <message>
        <source>It was not accepted as it is</source>
        <translation>这次没有通过</translation>
    </message>
    <message>
        <source>Nothing is lost: please show your receipt at a window, or call the number under Help.</source>
        <translation>材料都还在：请拿着回执到窗口，或者拨打“帮助”里的电话。</translation>
    </message>
    <message>
        <source>Please take your receipt.</source>
        <translation>请取走回执。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Kept as you wrote it: the office will compare it</source>
        <translation>按您写的收下，由工作人员核对</translation>
    </message>
    <message>
        <source>You have promised this</source>
        <translation>您已承诺</translation>
    </message>
    <message>
        <source>Pages: %1</source>
        <translation>共 %1 页</translation>
    </message>
    <message>
        <source>You will hand this in later</source>
        <translation>以后补交</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未提供</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>Is everything right?</source>
        <translation>请核对，都对吗？</translation>
    </message>
    <message>
        <source>Yes, it is right</source>
        <translation>都对，继续</translation>
    </message>
    <message>
        <source>Read everything once more. Touch Change beside what is not right: you come back here by yourself. Then touch the green button.</source>
        <translation>请再看一遍。哪里不对，就点旁边的“修改”，改好会自动回到这里。都对了，点绿色按钮。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>ScrollColumn</name>
    <message>
        <source>Back to the top</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>往下看</translation>
    </message>
</context>
<context>
    <name>SignScreen</name>
    <message>
        <source>Please sign with your finger</source>
        <translation>请用手指签名</translation>
    </message>
    <message>
        <source>With your signature you confirm what you have just read: %1</source>
        <translation>签名表示您确认刚才核对的内容：%1</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Write your name in the white field with your finger, as large as you like. Touch Undo if a line went wrong. Then touch Hand in.</source>
        <translation>用手指在白色框里写您的名字，写大一点没关系。写错一笔点“撤销”。写好后点“提交”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销一笔</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新写</translation>
    </message>
    <message>
        <source>That is very short for a name</source>
        <translation>签名太短了</translation>
    </message>
    <message>
        <source>Please write your name once more, a little larger.</source>
        <translation>请把名字再写一遍，写大一点。</translation>
    </message>
</context>
<context>
    <name>Slot</name>
    <message>
        <source>%1 left</source>
        <translation>余 %1 个</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
</context>
<context>
    <name>SlotsScreen</name>
    <message>
        <source>When would you like to come?</source>
        <translation>您想什么时候来？</translation>
    </message>
    <message>
        <source>Touch a day first, then a time. The number below the time says how many places are left.</source>
        <translation>先点日期，再点时间。时间下面写着还剩几个名额。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>All times of the next days are taken</source>
        <translation>近几天都约满了</translation>
    </message>
    <message>
        <source>Please take a number, or ask again tomorrow.</source>
        <translation>请直接取号，或者明天再来看看。</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Received</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Your papers have arrived.</source>
        <translation>材料已经收到。</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Everything is there; the clock runs.</source>
        <translation>材料齐全，开始计时办理。</translation>
    </message>
    <message>
        <source>Under review</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>A specialist looks at it.</source>
        <translation>工作人员正在审查。</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>The decision has been made.</source>
        <translation>已经作出决定。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>The result has been handed over.</source>
        <translation>结果已经送达。</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>SubmitScreen</name>
    <message>
        <source>It could not be taken</source>
        <translation>没有收下</translation>
    </message>
    <message>
        <source>We have it</source>
        <translation>我们收到了</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Nothing has been handed in yet.</source>
        <translation>目前什么都还没有提交。</translation>
    </message>
    <message>
        <source>Your errand is safe with us. The office is not reached now: it is sent by itself as soon as that works.</source>
        <translation>您的申请已经安全保存。现在联系不上平台，一通就自动送去。</translation>
    </message>
    <message>
        <source>Your errand is safe with us and on its way to the office.</source>
        <translation>您的申请已经妥善保管，正在送往办理部门。</translation>
    </message>
    <message>
        <source>Your errand is being sealed and stored.</source>
        <translation>正在加密保存您的申请。</translation>
    </message>
    <message>
        <source>Please wait a moment. As soon as your errand is safe, your receipt is printed.</source>
        <translation>请稍等。申请保存好以后，会马上打印回执。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
</context>
<context>
    <name>ThemesScreen</name>
    <message>
        <source>What is it about?</source>
        <translation>您要办哪一类？</translation>
    </message>
    <message>
        <source>Choose a counter for your appointment.</source>
        <translation>选一个要预约的窗口类别。</translation>
    </message>
    <message>
        <source>Touch everything you came for. One number is enough.</source>
        <translation>今天要办的都点上，一个号就够了。</translation>
    </message>
    <message>
        <source>Choose a counter. The hall&apos;s computer is not reached: nobody knows now how long it takes.</source>
        <translation>请选一项。排队系统联系不上，要等多久暂时不知道。</translation>
    </message>
    <message>
        <source>Choose a counter. You see how many people wait and about how long it takes.</source>
        <translation>选一个窗口类别，可以看到有多少人在等、大约要等多久。</translation>
    </message>
    <message>
        <source>Touch what your errand is about. If you are not sure, take the general counter: it sends you to the right window.</source>
        <translation>点您要办的类别。拿不准就选综合窗口，工作人员会告诉您去哪里。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>The windows give no numbers now</source>
        <translation>窗口现在不发号</translation>
    </message>
    <message>
        <source>Windows open: %1</source>
        <translation>窗口办公时间：%1 开始</translation>
    </message>
    <message>
        <source>No appointments can be booked here</source>
        <translation>这里暂时不能预约</translation>
    </message>
    <message>
        <source>Please take a number instead.</source>
        <translation>请直接取号。</translation>
    </message>
    <message>
        <source>Several things in one visit</source>
        <translation>今天要办几件事</translation>
    </message>
    <message>
        <source>What else can I do?</source>
        <translation>看看还能怎么办</translation>
    </message>
</context>
<context>
    <name>Thumbnail</name>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重拍</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后移</translation>
    </message>
</context>
<context>
    <name>TicketScreen</name>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>No number yet</source>
        <translation>还没有取到号</translation>
    </message>
    <message>
        <source>Your number is on its way</source>
        <translation>正在取号</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Take the paper with your number. It is called at the windows and shown on the board. Take your card with you too.</source>
        <translation>请取走号码纸，留意窗口叫号和大屏幕。身份证也请拿好。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>People ahead of you</source>
        <translation>前面等候人数</translation>
    </message>
    <message>
        <source>Expected wait</source>
        <translation>预计等候</translation>
    </message>
    <message>
        <source>Where to go</source>
        <translation>请到</translation>
    </message>
    <message>
        <source>Also at this visit</source>
        <translation>一并办理</translation>
    </message>
    <message>
        <source>Text me before my turn</source>
        <translation>快到我时发短信提醒</translation>
    </message>
    <message>
        <source>Please take your number, and your card.</source>
        <translation>请取走号码纸，拿好身份证。</translation>
    </message>
    <message>
        <source>Text message</source>
        <translation>短信提醒</translation>
    </message>
    <message>
        <source>You have this number already: your place is kept.</source>
        <translation>您已经取过这个号，位置还在。</translation>
    </message>
    <message>
        <source>The hall&apos;s computer is not reached. Your number is valid: please show it at a window.</source>
        <translation>排队系统联系不上，您的号码有效，请到窗口出示。</translation>
    </message>
    <message>
        <source>when your turn is near</source>
        <translation>快到您时发到手机</translation>
    </message>
    <message>
        <source>Please take your number.</source>
        <translation>请取走号码纸。</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大字</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>This looks like another paper</source>
        <translation>这好像是另一份材料</translation>
    </message>
    <message>
        <source>Please compare it with the name above. If it is right, simply keep it.</source>
        <translation>请和上面的材料名称对一对。如果没错，直接保留就行。</translation>
    </message>
    <message>
        <source>This looks like the other side</source>
        <translation>这好像是另一面</translation>
    </message>
    <message>
        <source>Please turn the card over. If this side is right, simply keep it.</source>
        <translation>请把证件翻过来。如果就是这一面，直接保留就行。</translation>
    </message>
    <message>
        <source>This paper seems to be out of date</source>
        <translation>这份材料好像过期了</translation>
    </message>
    <message>
        <source>Please look at its last day. You may keep it all the same; the office may ask for a newer one.</source>
        <translation>请看一下有效期。也可以照样保留，办理部门可能会请您补一份新的。</translation>
    </message>
    <message>
        <source>This part of the terminal is not connected</source>
        <translation>这个部件没有连接</translation>
    </message>
    <message>
        <source>This part of the terminal does not answer</source>
        <translation>这个部件没有响应</translation>
    </message>
    <message>
        <source>That did not come through clearly</source>
        <translation>没有读清楚</translation>
    </message>
    <message>
        <source>Please try once more.</source>
        <translation>请再试一次。</translation>
    </message>
    <message>
        <source>This part of the terminal has a fault</source>
        <translation>这个部件出了故障</translation>
    </message>
    <message>
        <source>The card was moved too early</source>
        <translation>身份证拿开得早了一点</translation>
    </message>
    <message>
        <source>Lay it down again and leave it until its name appears.</source>
        <translation>请重新放好，等读完再拿走。</translation>
    </message>
    <message>
        <source>The chip of this card does not answer</source>
        <translation>这张身份证的芯片读不出来</translation>
    </message>
    <message>
        <source>Please use another terminal, or ask us: the number is under Help.</source>
        <translation>请换一台机器，或者打电话问我们，号码在“帮助”里。</translation>
    </message>
    <message>
        <source>Please try once more. If it stays like this, ask us: the number is under Help.</source>
        <translation>请再试一次。还不行，请打电话问我们，号码在“帮助”里。</translation>
    </message>
    <message>
        <source>Lay it flat, without a case and away from other cards. A window can help if that does not.</source>
        <translation>请取下卡套、避开其他卡片，平放再试。还不行，可以到窗口办理。</translation>
    </message>
    <message>
        <source>This card cannot be used here</source>
        <translation>这里不能使用这张卡</translation>
    </message>
    <message>
        <source>Please use a resident ID card, a residence permit or a foreigner&apos;s permanent residence card.</source>
        <translation>请使用居民身份证、港澳台居民居住证或外国人永久居留身份证。</translation>
    </message>
    <message>
        <source>This card is no longer valid</source>
        <translation>这张证件已过有效期</translation>
    </message>
    <message>
        <source>You can take a number with it. A window will help you, also with a new card.</source>
        <translation>可以用它取号，窗口会帮您办理，也可以办换证。</translation>
    </message>
    <message>
        <source>No paper in sight yet</source>
        <translation>还没看到材料</translation>
    </message>
    <message>
        <source>Lay the paper on the desk under the camera, the printed side up.</source>
        <translation>请把材料有字的一面朝上，放在摄像头下面。</translation>
    </message>
    <message>
        <source>The camera sees nothing</source>
        <translation>摄像头看不到东西</translation>
    </message>
    <message>
        <source>Take away what covers the camera.</source>
        <translation>请把挡住摄像头的东西拿开。</translation>
    </message>
    <message>
        <source>It is too dark</source>
        <translation>光线太暗</translation>
    </message>
    <message>
        <source>Keep your shadow off the paper.</source>
        <translation>请不要让影子挡住材料。</translation>
    </message>
    <message>
        <source>The paper shines</source>
        <translation>材料反光</translation>
    </message>
    <message>
        <source>Move it a little or take it out of its cover.</source>
        <translation>请挪动一下，或者从封套里取出。</translation>
    </message>
    <message>
        <source>The picture is not sharp</source>
        <translation>拍得不够清楚</translation>
    </message>
    <message>
        <source>Lay the paper flat and take your hand away.</source>
        <translation>请把材料放平，手拿开。</translation>
    </message>
    <message>
        <source>A part of the paper is outside the picture</source>
        <translation>材料有一部分没拍到</translation>
    </message>
    <message>
        <source>Move it until all four corners can be seen.</source>
        <translation>请移动材料，让四个角都看得见。</translation>
    </message>
    <message>
        <source>The paper is very small in the picture</source>
        <translation>材料太小、太远</translation>
    </message>
    <message>
        <source>Lay it in the middle, right under the camera.</source>
        <translation>请放在摄像头正下方的中间。</translation>
    </message>
    <message>
        <source>Nothing is written on it</source>
        <translation>这一面没有字</translation>
    </message>
    <message>
        <source>Perhaps it lies face down. If it is meant so, keep it.</source>
        <translation>看看是不是放反了。本来就没有字的，就用这张。</translation>
    </message>
    <message>
        <source>The picture was damaged</source>
        <translation>照片没有拍好</translation>
    </message>
    <message>
        <source>Please take it once more.</source>
        <translation>请再拍一次。</translation>
    </message>
    <message>
        <source>The printer is out of paper</source>
        <translation>打印机没纸了</translation>
    </message>
    <message>
        <source>Nothing is lost. Write down what you need, or photograph the screen.</source>
        <translation>内容都还在，请记下来，或者给屏幕拍张照。</translation>
    </message>
    <message>
        <source>It is enough for you.</source>
        <translation>够您这一次用。</translation>
    </message>
    <message>
        <source>Please do not pull. Write down what you need, or photograph the screen.</source>
        <translation>请不要硬拉。请记下来，或者给屏幕拍张照。</translation>
    </message>
    <message>
        <source>A sheet is stuck in the printer</source>
        <translation>打印机卡纸了</translation>
    </message>
    <message>
        <source>Please do not pull. Ask us: the number is under Help.</source>
        <translation>请不要硬拉。请打电话问我们，号码在“帮助”里。</translation>
    </message>
    <message>
        <source>The printer has no more toner</source>
        <translation>打印机没有墨粉了</translation>
    </message>
    <message>
        <source>Trying again will not help. Ask us: the number is under Help.</source>
        <translation>再试也不会成功。请打电话问我们，号码在“帮助”里。</translation>
    </message>
    <message>
        <source>Please choose another one, or ask us: the number is under Help.</source>
        <translation>请另选一项，或者打电话问我们，号码在“帮助”里。</translation>
    </message>
    <message>
        <source>The windows are closed now</source>
        <translation>窗口现在已下班</translation>
    </message>
    <message>
        <source>So many people wait that it would get too late today</source>
        <translation>排队的人多，今天可能轮不到了</translation>
    </message>
    <message>
        <source>There is no appointment with this code</source>
        <translation>没有这个预约码</translation>
    </message>
    <message>
        <source>Please compare it with your slip. Or find it with your ID card.</source>
        <translation>请和预约单核对一下，也可以刷身份证查找。</translation>
    </message>
    <message>
        <source>You have an appointment for this already</source>
        <translation>这项业务您已经约过了</translation>
    </message>
    <message>
        <source>Find it with your ID card or its code: there you can move or cancel it.</source>
        <translation>刷身份证或用预约码找到它，可以改时间或取消。</translation>
    </message>
    <message>
        <source>Somebody was faster: this time is taken</source>
        <translation>这个时间刚刚约满了</translation>
    </message>
    <message>
        <source>Please go back and choose another time.</source>
        <translation>请点“上一步”，另选一个时间。</translation>
    </message>
    <message>
        <source>You are early</source>
        <translation>您来得早了点</translation>
    </message>
    <message>
        <source>Please check in shortly before your appointment. It is kept for you.</source>
        <translation>请在约定时间前一会儿再来签到，名额给您留着。</translation>
    </message>
    <message>
        <source>The day of this appointment has passed or is still to come</source>
        <translation>预约的日期不是今天</translation>
    </message>
    <message>
        <source>You can move it to another time, or take a number.</source>
        <translation>可以改个时间，或者直接取号。</translation>
    </message>
    <message>
        <source>The numbers of this half hour are taken</source>
        <translation>这半小时的号已经取完</translation>
    </message>
    <message>
        <source>Nothing was taken. Please use another terminal, or ask us: the number is under Help.</source>
        <translation>没有收下任何东西。请换一台机器，或者打“帮助”里的电话。</translation>
    </message>
    <message>
        <source>The card reader does not work at the moment</source>
        <translation>读卡器暂时不能用</translation>
    </message>
    <message>
        <source>The camera does not work at the moment</source>
        <translation>摄像头暂时不能用</translation>
    </message>
    <message>
        <source>The printer does not work at the moment</source>
        <translation>打印机暂时不能用</translation>
    </message>
    <message>
        <source>Copies are not possible at the moment</source>
        <translation>现在不能复印</translation>
    </message>
    <message>
        <source>The printer&apos;s paper is running low</source>
        <translation>打印纸快用完了</translation>
    </message>
    <message>
        <source>There is still a paper in the printer</source>
        <translation>出纸口还有纸没拿走</translation>
    </message>
    <message>
        <source>Please take it out, then print again.</source>
        <translation>请先取走，再重新打印。</translation>
    </message>
    <message>
        <source>The printer is open</source>
        <translation>打印机盖没有关好</translation>
    </message>
    <message>
        <source>The paper is stuck in the printer</source>
        <translation>打印机卡纸了</translation>
    </message>
    <message>
        <source>The printer has to cool down</source>
        <translation>打印机需要冷却一下</translation>
    </message>
    <message>
        <source>Please wait a minute, then print again.</source>
        <translation>请等一分钟，再重新打印。</translation>
    </message>
    <message>
        <source>There is no connection at the moment</source>
        <translation>网络暂时不通</translation>
    </message>
    <message>
        <source>Please try again in a minute. What you have given is still here.</source>
        <translation>请过一会儿再试，您填的内容都还在。</translation>
    </message>
    <message>
        <source>The other side has a fault</source>
        <translation>后台系统出了问题</translation>
    </message>
    <message>
        <source>The answer could not be understood</source>
        <translation>后台的答复看不懂</translation>
    </message>
    <message>
        <source>This was not accepted</source>
        <translation>没有被接受</translation>
    </message>
    <message>
        <source>This terminal is not registered at the moment</source>
        <translation>这台机器暂时没有登记</translation>
    </message>
    <message>
        <source>This errand is not offered any more</source>
        <translation>这个事项已经不再办理</translation>
    </message>
    <message>
        <source>This number is not known</source>
        <translation>查不到这个编号</translation>
    </message>
    <message>
        <source>Please compare it with your receipt and type it again.</source>
        <translation>请对照回执核对，再输入一次。</translation>
    </message>
    <message>
        <source>This counter is closed now</source>
        <translation>这个窗口现在不办理</translation>
    </message>
    <message>
        <source>Many errands can be done right here, at any hour.</source>
        <translation>很多事可以直接在这台机器上办，随时都行。</translation>
    </message>
    <message>
        <source>If a window is free, you may go there directly. Or do it here at this terminal.</source>
        <translation>窗口空闲时可以直接去，或者在这台机器上自助办。</translation>
    </message>
    <message>
        <source>This terminal cannot keep your errand</source>
        <translation>这台机器暂时存不下您的申请</translation>
    </message>
    <message>
        <source>A finger is on the paper</source>
        <translation>手指挡住了材料</translation>
    </message>
    <message>
        <source>Take your hand away: nothing under it can be read.</source>
        <translation>请把手拿开，手下面的字看不到。</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>No camera now: errands with papers cannot be finished here.</source>
        <translation>摄像头不能用：要交材料的事现在办不完。</translation>
    </message>
    <message>
        <source>No printer now: please write your number down.</source>
        <translation>打印机不能用：号码请记下来或拍下来。</translation>
    </message>
    <message>
        <source>The queue is not reached: the wait is not known.</source>
        <translation>排队系统联系不上：要等多久不知道。</translation>
    </message>
    <message>
        <source>The office is not reached: what you hand in is sent later.</source>
        <translation>平台联系不上：您交的件先存好，通了就送。</translation>
    </message>
</context>
<context>
    <name>Wait</name>
    <message>
        <source>no window open yet</source>
        <translation>暂无窗口开放</translation>
    </message>
    <message>
        <source>no wait</source>
        <translation>不用等</translation>
    </message>
    <message>
        <source>about %1 minutes</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>%1 to %2 minutes</source>
        <translation>%1～%2 分钟</translation>
    </message>
</context>
<context>
    <name>WarningOverlay</name>
    <message>
        <source>Are you still there?</source>
        <translation>您还在吗？</translation>
    </message>
    <message>
        <source>Otherwise we delete what you have given and end here, so that nobody else sees it.</source>
        <translation>没有操作的话，我们会删除您填的内容并结束，免得被别人看到。</translation>
    </message>
    <message>
        <source>Your errand is handed in. We only clear this screen, so that nobody else sees it.</source>
        <translation>您的申请已经交好。我们只是清空屏幕，不让别人看到。</translation>
    </message>
    <message>
        <source>Your number stays valid. We only clear this screen, so that nobody else sees it.</source>
        <translation>您的号码一直有效。我们只是清空屏幕，不让别人看到。</translation>
    </message>
    <message>
        <source>What you asked for is done. We only clear this screen, so that nobody else sees it.</source>
        <translation>您的事已经办好。我们只是清空屏幕，不让别人看到。</translation>
    </message>
    <message>
        <source>Your copies are printed. We only clear this screen, so that nobody else sees it.</source>
        <translation>您的复印件已经印好。我们只是清空屏幕，不让别人看到。</translation>
    </message>
    <message>
        <source>Otherwise we end here and clear this screen.</source>
        <translation>没有操作的话，我们会结束并清空屏幕。</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>我还在，继续</translation>
    </message>
</context>
</TS>
